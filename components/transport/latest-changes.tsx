import { Avatar } from "@/components/ui/avatar";
import type { ToldChange } from "@/domain/transport/difference";
import { ChangeValues } from "./history-lines";
import { groupOf, type HistoryWords, momentText } from "./history-words";

/** The last few things that people did in the sheet, and the way to all of them; nothing while there is nothing. */
export function LatestChanges({
  groups,
  words,
  href,
}: {
  groups: readonly (readonly ToldChange[])[];
  words: HistoryWords;
  /** The page of the whole history. */
  href: string;
}) {
  const { t } = words;
  if (groups.length === 0) return null;
  const people = [...new Set(groups.map(([last]) => last?.by))];
  return (
    <section className="section" aria-labelledby="h-changes">
      <header>
        <h2 id="h-changes">{t("latest")}</h2>
        <a href={href}>{t("everyChange")}</a>
      </header>
      <ul className="news">
        {groups.map(([last, ...before]) => {
          if (!last) return null;
          const name = last.by ?? t("gone");
          const { deed, trips, change } = groupOf([last, ...before], words);
          return (
            <li key={last.id}>
              <Avatar name={name} order={people.indexOf(last.by)} />
              <p>
                <strong>{t("who", { me: last.mine ? "yes" : "no", name })}</strong> {deed}
                {change && <ChangeValues change={change} words={words} />}
                <span className="soft small">
                  {trips}, <time dateTime={last.at.toISOString()}>{momentText(last.at, words)}</time>
                </span>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
