import { RestoreButton } from "@/components/transport/history-room";
import { type HistoryWords, momentText } from "@/components/transport/history-words";
import { Section } from "@/components/ui/section";
import type { RemovedRows } from "@/server/transport/read-history";

/** The trips that were taken out of the sheet, the latest first. */
export function RemovedPart({
  rows,
  behind,
  words,
  mayWrite,
}: RemovedRows & {
  words: HistoryWords;
  mayWrite: boolean;
}) {
  const { t } = words;
  return (
    <Section id="retires" title={t("removedTitle")}>
      <ul className="rows plain withact">
        {rows.map(({ rowId, title, by, mine, at }) => (
          <li key={rowId}>
            <div>
              <strong>{title || t("untitled")}</strong>
              <span className="soft">
                {at !== null
                  ? t("removedBy", { me: mine ? "yes" : "no", name: by ?? t("gone"), when: momentText(at, words) })
                  : !behind && t("removedLongAgo")}
              </span>
            </div>
            {mayWrite && <RestoreButton act={{ kind: "row", rowId }} what={title || t("untitled")} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
