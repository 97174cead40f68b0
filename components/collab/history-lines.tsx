import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import type { Change, ToldChange } from "@/domain/kernel/change";
import { isOfThing } from "@/domain/kernel/change-groups";
import { deedOf, type HistoryWords, momentText, valuesOf } from "./history-words";

/** What changed from what to what: « 6 h 30 → 6 h 45 ». */
export function ChangeValues({ change, words }: { change: Change; words: HistoryWords }) {
  const { before, after } = valuesOf(change, words);
  if (before === null && after === null) return null;
  return (
    <>
      {words.t("values")} {before !== null && <del>{before}</del>}
      {before !== null && after !== null && (
        <>
          {" "}
          <span aria-hidden="true">→</span>
          <span className="sr">{words.t("becomes")}</span>{" "}
        </>
      )}
      {after !== null && <ins>{after}</ins>}
    </>
  );
}

/** Changes, one a line: who did what, when, and what may be done about it. `titles`: they are those of several things. */
export function HistoryLines({
  lines,
  words,
  titles,
  acts,
}: {
  lines: readonly ToldChange[];
  words: HistoryWords;
  titles?: boolean;
  acts?: (line: ToldChange, what: string) => ReactNode;
}) {
  const { t, k, speech } = words;
  const people = [...new Set(lines.map(({ by }) => by))];
  return (
    <ul className="rows fold histlines">
      {lines.map((line) => {
        const name = line.by ?? t("gone");
        const deed = deedOf(line, words);
        const when = momentText(line.at, words);
        return (
          <li key={line.id}>
            <Avatar name={name} order={people.indexOf(line.by)} />
            <div>
              <strong>{t("who", { me: line.mine ? "yes" : "no", name })}</strong> {deed}
              {!line.erased && <ChangeValues change={line} words={words} />}
              <span className="soft">
                {titles &&
                  !line.erased &&
                  !(speech.named && isOfThing(line)) &&
                  `${line.thingTitle || k("untitled")}, `}
                <time dateTime={line.at.toISOString()}>{when}</time>
              </span>
            </div>
            {acts?.(line, `${deed}, ${when}`)}
          </li>
        );
      })}
    </ul>
  );
}
