import { HistoryLines } from "@/components/collab/history-lines";
import { RestoreButton } from "@/components/collab/history-room";
import { byDay, dayHead, type HistoryWords } from "@/components/collab/history-words";
import { ActForm } from "@/components/signup/act-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import type { ToldChange } from "@/domain/kernel/change";
import { eraseChangeAction } from "./actions";
import type { DocumentAt } from "./document-at";

/** Who changed what, day by day, a page at a time; by words, where somebody looks for some. */
export function ChangesPart({
  at,
  own,
  thing,
  searched,
  older,
  changes,
  words,
  mayWrite,
  mayErase,
}: {
  at: DocumentAt;
  own: string;
  /** The one thing that it is about, and how the address names it. */
  thing: { param: string; id: string } | null;
  searched: string;
  older: boolean;
  changes: { lines: ToldChange[]; next: string | null };
  words: HistoryWords;
  mayWrite: boolean;
  mayErase: boolean;
}) {
  const { t, k } = words;
  const here = (more: Record<string, string>) => {
    const kept = {
      ...(thing !== null && { [thing.param]: thing.id }),
      ...(searched !== "" && { mots: searched }),
      ...more,
    };
    const query = new URLSearchParams(kept).toString();
    return query === "" ? own : `${own}?${query}`;
  };
  // Only what was looked for is to be erased: a button on each line would tempt.
  const erases = mayErase && searched !== "";
  const acts = (line: ToldChange, what: string) => {
    if (line.erased) return null;
    if (erases)
      return (
        <ActForm
          act={eraseChangeAction}
          hidden={{ ...at, line: String(line.id) }}
          submit={
            <>
              {t("erase")}
              <span className="sr">{t("eraseWhat", { what })}</span>
            </>
          }
        />
      );
    // Nothing stood there before what was added.
    const comesBack = line.what === "changed" || line.what === "removed";
    return mayWrite && comesBack ? <RestoreButton act={{ kind: "change", change: line }} what={what} /> : null;
  };
  return (
    <section className="hist" id="changements" aria-label={t("jump.changes")}>
      {changes.lines.length === 0 && <p className="soft">{searched === "" ? t("empty") : t("noneFound")}</p>}
      {erases && changes.lines.length > 0 && <p className="soft">{k("eraseNote")}</p>}
      {byDay(changes.lines).map(({ day, lines }) => (
        <div key={day}>
          <h2>{lines[0] && dayHead(lines[0].at, words)}</h2>
          <HistoryLines lines={lines} words={words} titles={thing === null} acts={acts} />
        </div>
      ))}
      <p className="row">
        {older && (
          <ButtonLink kind="quiet" slim href={here({})}>
            {t("newest")}
          </ButtonLink>
        )}
        {changes.next !== null && (
          <ButtonLink kind="second" slim href={here({ avant: changes.next })}>
            {t("older")}
          </ButtonLink>
        )}
      </p>
      <More summary={t("find")} open={searched !== ""}>
        <form className="find" action={own} method="get">
          {thing !== null && <input type="hidden" name={thing.param} value={thing.id} />}
          <Field id="mots" name="mots" label={t("search")} defaultValue={searched} maxLength={100} required />
          <p className="row">
            <Button kind="second" slim>
              {t("find")}
            </Button>
            {searched !== "" && (
              <ButtonLink kind="quiet" slim href={thing === null ? own : `${own}?${thing.param}=${thing.id}`}>
                {t("everything")}
              </ButtonLink>
            )}
          </p>
        </form>
      </More>
    </section>
  );
}
