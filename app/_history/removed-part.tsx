import { RestoreButton } from "@/components/collab/history-room";
import { type HistoryWords, momentText } from "@/components/collab/history-words";
import { Section } from "@/components/ui/section";
import type { RemovedThings } from "@/server/history/read-history";

/** What was taken out of a document, the latest first. */
export function RemovedPart({
  things,
  behind,
  words,
  mayWrite,
}: RemovedThings & {
  words: HistoryWords;
  mayWrite: boolean;
}) {
  const { t, k } = words;
  return (
    <Section id="retires" title={k("removedTitle")}>
      <ul className="rows plain withact">
        {things.map(({ thingId, title, by, mine, at }) => (
          <li key={thingId}>
            <div>
              <strong>{title || k("untitled")}</strong>
              <span className="soft">
                {at !== null
                  ? k("removedBy", { me: mine ? "yes" : "no", name: by ?? t("gone"), when: momentText(at, words) })
                  : !behind && k("removedLongAgo")}
              </span>
            </div>
            {mayWrite && <RestoreButton act={{ kind: "thing", thingId }} what={title || k("untitled")} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
