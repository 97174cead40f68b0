import { Figures } from "@/components/ui/figures";

/** The next date, as a ticket: how far it is in words, and the numbers that matter. */
export function NextDeparture({
  day,
  month,
  when,
  dateTime,
  title,
  place,
  figures,
}: {
  day: string;
  month: string;
  when: string;
  dateTime: string;
  title: string;
  place: string;
  figures: readonly { value: number; label: string; hot?: boolean }[];
}) {
  return (
    <article className="ticket turn next">
      <time className="stub" dateTime={dateTime}>
        <span className="big">{day}</span>
        <span>
          {month}
          <br />
          {when}
        </span>
      </time>
      <div className="body">
        <h1>{title}</h1>
        <p className="soft">{place}</p>
        {figures.length > 0 && <Figures figures={figures} />}
      </div>
    </article>
  );
}
