import { useLocale, useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Doc } from "yjs";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Snackbar } from "@/components/ui/snackbar";
import { applyImport } from "@/domain/transport/exchange/apply-import";
import { columnsOf, headerLine, type Target } from "@/domain/transport/exchange/columns";
import { plain } from "@/domain/transport/exchange/plain";
import { type ImportChoices, planImport } from "@/domain/transport/exchange/plan-import";
import { type SheetRow, sheetLimits } from "@/domain/transport/schema";
import { useExchangeWords } from "./exchange-words";
import { ImportCheck } from "./import-check";
import { ImportColumns } from "./import-columns";
import { ImportFile, type Opened } from "./import-file";
import { rememberColumns, rememberedColumns } from "./import-memory";
import type { DepartureOption, RosterOption } from "./trip-figures";

export type ImportProps = {
  doc: Doc;
  rows: readonly SheetRow[];
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
  today: string;
  coalitionId: string;
  undo: () => void;
  redo: () => void;
  keep: () => Promise<boolean>;
  onClose: () => void;
};
type Done = { imported: number; corrected: number; left: number };

/** A spreadsheet comes in, in three steps: what its columns become, what it would change, and the way back. */
export function ImportDialog(props: ImportProps) {
  const { departures, roster, today, coalitionId, onClose } = props;
  const t = useTranslations("exchange.import");
  const locale = useLocale();
  const words = useExchangeWords();
  const box = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [sheet, setSheet] = useState(0);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Target | null>>(new Map());
  const [departureId, setDepartureId] = useState<string | null>(
    () => (departures.find(({ day }) => day >= today) ?? departures[0])?.id ?? null,
  );
  const [known, setKnown] = useState<ImportChoices["known"]>("update");
  const [written, setWritten] = useState<ReadonlyMap<string, string>>(new Map());
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [checking, setChecking] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const [undone, setUndone] = useState(false);
  const busy = useRef(false);

  useEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  // Each step begins at its top.
  const step = done !== null ? 3 : checking ? 2 : 1;
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    box.current?.scrollTo(0, 0);
    box.current?.querySelector<HTMLElement>("h1")?.focus();
  }, [step]);

  const rows = opened?.tables[sheet]?.rows ?? [];
  const header = useMemo(() => headerLine(rows), [rows]);
  const recognised = useMemo(
    () => columnsOf(rows, header, rememberedColumns(coalitionId)),
    [rows, header, coalitionId],
  );
  const columns = recognised.map((column) =>
    chosen.has(column.index) ? { ...column, target: chosen.get(column.index) ?? null, sure: true } : column,
  );
  const targets: (Target | null)[] = [];
  for (const column of columns) targets[column.index] = column.target;
  for (let n = 0; n < targets.length; n++) targets[n] ??= null;
  const plan = checking
    ? planImport(
        rows,
        { header, targets, departureId, known, written, left },
        { departures, roster, words, rows: props.rows, today },
      )
    : null;

  function choose(column: number, target: Target | null) {
    const next = new Map(chosen).set(column, target);
    // No two columns become the same: the one chosen last is meant.
    for (const other of columns)
      if (target !== null && other.index !== column && other.target === target) next.set(other.index, null);
    setChosen(next);
  }
  function check() {
    rememberColumns(
      coalitionId,
      new Map(columns.flatMap(({ name, target }) => (name === "" ? [] : [[plain(name), target] as const]))),
    );
    setChecking(true);
  }
  async function bringIn() {
    if (plan === null || busy.current) return;
    busy.current = true;
    // Without a network nothing is kept: the import is one step to undo all the same.
    await props.keep().catch(() => false);
    busy.current = false;
    const { added, updated } = applyImport(props.doc, plan.lines);
    const touched = new Set([...written.keys()].map((cell) => Number(cell.split(":")[0])));
    const corrected = plan.lines.filter(
      ({ line, problems, kind }) => touched.has(line) && problems.length === 0 && (kind === "new" || kind === "update"),
    ).length;
    const imported = added + updated;
    const out = plan.lines.filter(({ kind, problems }) => kind === "left" || problems.length > 0).length;
    setDone({ imported, corrected, left: out });
  }

  return (
    <dialog
      className="import-dialog"
      aria-labelledby="import-title"
      ref={box}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="one">
        <div className="head">
          {step < 3 && (
            <p>
              <Button type="button" kind="quiet" className="backlink" icon="back" onClick={onClose}>
                {t("back")}
              </Button>
            </p>
          )}
          {step < 3 && (
            <h1 id="import-title" tabIndex={-1}>
              {t(step === 1 ? "title" : "checkTitle")}
            </h1>
          )}
          <p className="steps">
            <strong>{t("step", { step })}</strong>
            <span aria-hidden="true">
              {[1, 2, 3].map((each) => (
                <i key={each} className={each < step ? "done" : each === step ? "now" : undefined} />
              ))}
            </span>
          </p>
        </div>
        {opened === null ? (
          <ImportFile
            onOpened={(next) => {
              setOpened(next);
              setSheet(0);
            }}
          />
        ) : done !== null ? (
          <div className="done">
            <span className="mark">
              <Icon name="check" />
            </span>
            <h1 id="import-title" tabIndex={-1}>
              {t("done.title", { count: done.imported })}
            </h1>
            <p className="lead soft">{t("done.text", done)}</p>
            <p className="mains fill">
              <Button type="button" kind="main" onClick={onClose}>
                {t("done.see")}
              </Button>
              {!undone && done.imported > 0 && (
                <Button
                  type="button"
                  kind="second"
                  icon="undo"
                  onClick={() => {
                    props.undo();
                    setUndone(true);
                  }}
                >
                  {t("done.undo")}
                </Button>
              )}
            </p>
            <p className="small soft">{t("done.hint", { count: done.imported })}</p>
            {undone && (
              <Snackbar
                text={t("done.undone")}
                actionLabel={t("done.redo")}
                onAction={() => {
                  props.redo();
                  setUndone(false);
                }}
                onDismiss={() => undefined}
              />
            )}
          </div>
        ) : plan === null ? (
          <ImportColumns
            opened={opened}
            sheet={sheet}
            onSheet={(next) => {
              setSheet(next);
              setChosen(new Map());
              setWritten(new Map());
              setLeft(new Set());
            }}
            columns={columns}
            onTarget={choose}
            departures={departures}
            departureId={departureId}
            onDeparture={setDepartureId}
            locale={locale}
            onNext={check}
            onCancel={onClose}
          />
        ) : (
          <ImportCheck
            plan={plan}
            targets={targets}
            known={known}
            onKnown={setKnown}
            room={sheetLimits.rows - props.rows.length}
            roster={roster}
            locale={locale}
            onWrite={(lines, column, text) =>
              setWritten(new Map([...written, ...lines.map((line) => [`${line}:${column}`, text] as const)]))
            }
            onLeave={(lines) => setLeft(new Set([...left, ...lines]))}
            onBack={() => setChecking(false)}
            onImport={() => void bringIn()}
          />
        )}
      </div>
    </dialog>
  );
}
