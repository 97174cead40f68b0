import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import type { ToldChange } from "@/domain/kernel/change";
import { ChangeValues } from "./history-lines";
import { groupOf, type HistoryWords, momentText } from "./history-words";

/** Something else that somebody did elsewhere: `deed` stands after their name. */
export type OtherDeed = { key: string; by: string | null; mine: boolean; at: Date; deed: ReactNode };

const shown = 6;

/** The last few things that people did, and the way to the whole histories; nothing while there is nothing. */
export function LatestChanges({
  told,
  others,
  words,
  links,
}: {
  /** What was done in each document, and how it is said. */
  told: readonly { groups: readonly (readonly ToldChange[])[]; words: HistoryWords }[];
  others: readonly OtherDeed[];
  words: Pick<HistoryWords, "t" | "locale" | "now">;
  /** The pages of the whole histories. */
  links: readonly { href: string; label: string }[];
}) {
  const { t } = words;
  const deeds = [
    ...told.flatMap(({ groups, words: own }) =>
      groups.flatMap(([last, ...before]) => {
        if (!last) return [];
        const { deed, where, change } = groupOf([last, ...before], own);
        const said = (
          <>
            {deed}
            {change && <ChangeValues change={change} words={own} />}
          </>
        );
        return [{ key: String(last.id), by: last.by, mine: last.mine, at: last.at, deed: said, where }];
      }),
    ),
    ...others.map((other) => ({ ...other, where: "" })),
  ]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, shown);
  if (deeds.length === 0) return null;
  const people = [...new Set(deeds.map(({ by }) => by))];
  return (
    <section className="section" aria-labelledby="h-changes">
      <header>
        <h2 id="h-changes">{t("latest")}</h2>
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
      <p className="row">
        {links.map(({ href, label }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
      </p>
    </section>
  );
}
