import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MessageForm } from "@/components/campaign/message-form";
import type { Act } from "@/components/signup/holder-forms";
import { DateMark } from "@/components/ui/date-mark";
import { More } from "@/components/ui/more";
import { toInstant } from "@/domain/kernel/local-time";
import { dayNumber, monthName, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import { departureLimits } from "@/domain/transport/departure";
import type { KeptDeparture } from "@/server/transport/keep-departures";

/** Whose they are, as hidden fields say it. */
type Owner = { coalition: string } | { keyDate: string };
type Form = { action: Act; owner: Owner };
type Shown = Pick<KeptDeparture, "id" | "title" | "startsAtLocal" | "place">;

/** When, what and where, the soonest first. */
export function DepartureRows<T extends Shown>({
  departures,
  children,
}: {
  departures: readonly T[];
  children?: (departure: T) => ReactNode;
}) {
  const locale = useLocale();
  return (
    <ul className="rows departures">
      {departures.map((departure) => {
        const { id, title, startsAtLocal, place } = departure;
        const at = toInstant(startsAtLocal);
        return (
          <li key={id}>
            <DateMark days={dayNumber(at, locale)} month={monthName(at, locale, "short")} dateTime={startsAtLocal} />
            <div>
              <strong>{title}</strong>
              <span className="soft">{`${spokenDay(at, locale)}, ${spokenTime(at, locale)} · ${place}`}</span>
              {children?.(departure)}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** The same, each with what its keepers may do to it. */
export function DepartureList({
  departures,
  remove,
  ...form
}: Form & { departures: readonly KeptDeparture[]; remove: Act }) {
  const t = useTranslations("departures");
  return (
    <DepartureRows departures={departures}>
      {(departure) => (
        <>
          <span className="soft small">{t("trips", { count: departure.trips })}</span>
          <More summary={t("change")}>
            <div className="stack">
              <DepartureForm {...form} departure={departure} />
              {departure.trips + departure.booked === 0 ? (
                <MessageForm
                  action={remove}
                  id={`remove-${departure.id}`}
                  hidden={{ ...form.owner, id: departure.id }}
                  fields={[]}
                  submit={t("remove")}
                  busyText={t("busy")}
                />
              ) : null}
            </div>
          </More>
        </>
      )}
    </DepartureRows>
  );
}

/** A new one, or one as it stands. Works without JavaScript. */
export function DepartureForm({ action, owner, departure }: Form & { departure?: KeptDeparture }) {
  const t = useTranslations("departures");
  const [day, time] = departure?.startsAtLocal.split("T") ?? [];
  const [endDay, endTime] = departure?.endsAtLocal.split("T") ?? [];
  return (
    <MessageForm
      action={action}
      id={departure ? `departure-${departure.id}` : "departure"}
      hidden={{ ...owner, id: departure?.id ?? "", revision: String(departure?.revision ?? 0) }}
      fields={[
        {
          name: "title",
          label: t("what"),
          hint: t("whatHint"),
          value: departure?.title,
          maxLength: departureLimits.title,
        },
        { name: "place", label: t("place"), value: departure?.place, maxLength: departureLimits.place },
        { name: "day", label: t("day"), value: day, type: "date" },
        { name: "time", label: t("time"), value: time, type: "time" },
        { name: "endDay", label: t("endDay"), value: endDay === day ? "" : endDay, type: "date" },
        { name: "endTime", label: t("endTime"), value: endTime === "23:59" ? "" : endTime, type: "time" },
        { name: "address", label: t("address"), value: departure?.address, maxLength: departureLimits.address },
      ]}
      submit={t(departure ? "save" : "add")}
      busyText={t("busy")}
      kind={departure || "keyDate" in owner ? "second" : "main"}
    />
  );
}
