import { useTranslations } from "next-intl";
import { Note } from "@/components/ui/note";
import type { PriceTotal } from "./aboard-view";

/** What those on board chose to pay, what somebody marked as paid, and the places for wheelchairs that are asked for. */
export function AboardTotals({
  prices,
  wheelchairs,
}: {
  prices: readonly PriceTotal[];
  wheelchairs: { readonly asked: number; readonly spaces: number | null };
}) {
  const t = useTranslations("aboard");
  return (
    <>
      {wheelchairs.asked > 0 && (
        <Note icon="wheelchair">
          {t("wheelchairs", {
            asked: wheelchairs.asked,
            known: String(wheelchairs.spaces !== null),
            spaces: wheelchairs.spaces ?? 0,
          })}
        </Note>
      )}
      {prices.length > 0 && (
        <details className="more">
          <summary>{t("pricesTitle")}</summary>
          <ul className="rows">
            {prices.map((total) => (
              <li key={total.key}>
                <span className="seatbox" aria-hidden="true">
                  {total.seats}
                </span>
                <div>
                  <strong>{total.price}</strong>
                  <span className="soft">{t("priceTotal", { seats: total.seats, paid: total.paid })}</span>
                </div>
              </li>
            ))}
          </ul>
          <p className="hint">{t("moneyHint")}</p>
        </details>
      )}
    </>
  );
}
