import { useTranslations } from "next-intl";
import type { TripFigures } from "./trip-figures";

/** « 14 places libres sur 47 », or that it is full and who waits. */
export function SeatsLine({ figures }: { figures: TripFigures }) {
  const t = useTranslations("sheet");
  if (figures.free > 0)
    return (
      <p className="count">
        {t("freeSeats", { count: figures.free })} <span className="soft">{t("ofSeats", { count: figures.seats })}</span>
      </p>
    );
  return (
    <p className="count full">
      {figures.waiting > 0 ? t("fullWaiting", { count: figures.waiting }) : t("status.full")}
    </p>
  );
}
