import { dayNumber, monthName, spokenTime } from "@/domain/kernel/spoken-date";
import { languageTag, zone } from "@/domain/kernel/wall-clock";

/** « mar. 18 h 30 » */
function dayAndHour(at: Date, locale: string): string {
  const day = new Intl.DateTimeFormat(languageTag(locale), { timeZone: zone, weekday: "short" }).format(at);
  return `${day} ${spokenTime(at, locale)}`;
}

/** A date to choose, as big figures with its month, day and hour under them. */
export function PollDate({ at, dateTime, locale }: { at: Date; dateTime: string; locale: string }) {
  const number = dayNumber(at, locale);
  return (
    <time className="date" dateTime={dateTime}>
      <b>
        {number}
        {number === "1" && locale === "fr" ? <sup>er</sup> : null}
      </b>{" "}
      {monthName(at, locale, "short")}
      <br />
      {dayAndHour(at, locale)}
    </time>
  );
}
