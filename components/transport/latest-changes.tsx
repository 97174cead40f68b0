import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import type { ToldChange } from "@/domain/transport/difference";
import { ChangeValues } from "./history-lines";
import { groupOf, type HistoryWords, momentText } from "./history-words";

/** Something else that somebody did elsewhere: `deed` stands after their name. */
export type OtherDeed = { key: string; by: string | null; mine: boolean; at: Date; deed: ReactNode };

/** The last few things that people did, and the way to the sheet's whole history; nothing while there is nothing. */
export function LatestChanges({
  groups,
  others,
  words,
  href,
}: {
  groups: readonly (readonly ToldChange[])[];
  others: readonly OtherDeed[];
  words: HistoryWords;
  /** The page of the whole history. */
  href: string;
}) {
  const { t } = words;
  if (groups.length + others.length === 0) return null;
  const deeds = [
    ...groups.flatMap(([last, ...before]) => {
      if (!last) return [];
      const { deed, trips, change } = groupOf([last, ...before], words);
      const told = (
        <>
          {deed}
          {change && <ChangeValues change={change} words={words} />}
        </>
      );
      return [{ key: String(last.id), by: last.by, mine: last.mine, at: last.at, deed: told, where: trips }];
    }),
    ...others.map((other) => ({ ...other, where: "" })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
  const people = [...new Set(deeds.map(({ by }) => by))];
  return (
    <section className="section" aria-labelledby="h-changes">
      <header>
        <h2 id="h-changes">{t("latest")}</h2>
        <a href={href}>{t("everyChange")}</a>
      </header>
      <ul className="news">
        {deeds.map(({ key, by, mine, at, deed, where }) => {
          const name = by ?? t("gone");
          return (
            <li key={key}>
              <Avatar name={name} order={people.indexOf(by)} />
              <p>
                <strong>{t("who", { me: mine ? "yes" : "no", name })}</strong> {deed}
                <span className="soft small">
                  {where !== "" && <>{where}, </>}
                  <time dateTime={at.toISOString()}>{momentText(at, words)}</time>
                </span>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
