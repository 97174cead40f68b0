import { DateMark } from "./date-mark";

export type KeyDate = {
  id: string;
  days: string;
  month: string;
  dateTime: string;
  title: string;
  about: string;
  /** Its page. */
  href: string;
  state?: "next" | "past" | "cancelled";
};

/** National dates: hatched, and named in words; the next one in full yellow, those gone by faded, those cancelled struck. */
export function KeyDates({ dates }: { dates: readonly KeyDate[] }) {
  return (
    <ol className="ribbon wide">
      {dates.map((date) => (
        <li key={date.id} className={date.state}>
          <DateMark days={date.days} month={date.month} dateTime={date.dateTime} />
          <strong>
            <a href={date.href}>{date.title}</a>
          </strong>
          <span className="soft small">{date.about}</span>
        </li>
      ))}
    </ol>
  );
}
