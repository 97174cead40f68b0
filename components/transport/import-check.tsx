import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Figures } from "@/components/ui/figures";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import type { Target } from "@/domain/transport/exchange/columns";
import type { Problem } from "@/domain/transport/exchange/import-types";
import type { ImportChoices, ImportPlan, PlannedLine } from "@/domain/transport/exchange/plan-import";
import { modeOf } from "@/domain/transport/schema";
import { ImportProblem } from "./import-problem";
import type { RosterOption } from "./trip-figures";
import { dayOf, timeOf, timeText } from "./wall-clock";

/** Lines of the preview before the rest is folded. */
const shown = 12;

type Props = {
  plan: ImportPlan;
  targets: readonly (Target | null)[];
  known: ImportChoices["known"];
  onKnown: (known: ImportChoices["known"]) => void;
  /** How many rows the sheet still takes. */
  room: number;
  roster: readonly RosterOption[];
  locale: string;
  onWrite: (lines: readonly number[], column: number, text: string) => void;
  onLeave: (lines: readonly number[]) => void;
  onBack: () => void;
  onImport: () => void;
};

const choices = ["update", "skip", "add"] as const;

/** Step 2: what would come in, what must be mended first, and what the sheet has already. */
export function ImportCheck(props: Props) {
  const { plan, targets, room } = props;
  const t = useTranslations("exchange.import");
  const wrong = plan.lines.filter((line) => line.problems.length > 0);
  const ready = plan.lines.filter((line) => line.problems.length === 0 && ["new", "update"].includes(line.kind));
  const fresh = ready.filter((line) => line.kind === "new").length;
  const tooMany = fresh > room;
  const preview = plan.lines.filter((line) => line.problems.length === 0 && line.kind !== "left");
  const same = wrong.length === 0 && preview.length > 0 && preview.every((line) => line.kind === "same");
  return (
    <>
      <Figures
        figures={[
          { value: ready.length, label: t("figure.ready", { count: ready.length }) },
          { value: wrong.length, label: t("figure.wrong"), hot: wrong.length > 0 },
          { value: plan.passedOver, label: t("figure.passedOver", { count: plan.passedOver }) },
        ]}
      />
      {plan.known > 0 && (
        <Choice
          name="import-known"
          legend={t("known.title", { count: plan.known })}
          value={props.known}
          onValueChange={(value) => {
            const known = choices.find((choice) => choice === value);
            if (known) props.onKnown(known);
          }}
          options={choices.map((choice) => ({ value: choice, label: t(`known.${choice}`) }))}
        />
      )}
      {tooMany && (
        <Note tone="bad" role="status">
          <p>{t("tooMany", { room })}</p>
        </Note>
      )}
      <p className="mains">
        <Button type="button" kind="main" onClick={props.onImport} disabled={ready.length === 0 || tooMany}>
          {t("import", { count: ready.length })}
        </Button>
        <Button type="button" kind="quiet" onClick={props.onBack}>
          {t("columnsAgain")}
        </Button>
      </p>
      {wrong.length > 0 && (
        <section className="bad-list" aria-labelledby="import-wrong">
          <header>
            <h2 id="import-wrong">{t("wrongTitle")}</h2>
            <p className="soft small">{t("lineHint")}</p>
          </header>
          <ul className="rows fold">
            {sameProblems(wrong).map(({ key, lines, problem }) => {
              const target = targets[problem.column];
              return target ? (
                <ImportProblem
                  key={key}
                  lines={lines}
                  problem={problem}
                  target={target}
                  onWrite={(text) => props.onWrite(lines, problem.column, text)}
                  onLeave={() => props.onLeave(lines)}
                />
              ) : null;
            })}
          </ul>
        </section>
      )}
      <section className="section" aria-labelledby="import-ready">
        <header>
          <h2 id="import-ready">{same ? t("sameTitle") : t("readyTitle", { count: ready.length })}</h2>
          <p className="soft">{same ? t("sameHint", { count: preview.length }) : t("readyHint")}</p>
        </header>
        {preview.length > 0 && <Preview lines={preview.slice(0, shown)} {...props} />}
        {preview.length > shown && (
          <More summary={t("others", { count: preview.length - shown })}>
            <Preview lines={preview.slice(shown)} {...props} />
          </More>
        )}
      </section>
    </>
  );
}

/** A name that nobody bears stands in twenty lines: it is one thing to mend. */
function sameProblems(wrong: readonly PlannedLine[]): { key: string; lines: number[]; problem: Problem }[] {
  const groups = new Map<string, { key: string; lines: number[]; problem: Problem }>();
  for (const { line, problems } of wrong)
    for (const problem of problems) {
      const key = JSON.stringify(problem);
      const group = groups.get(key) ?? { key, lines: [], problem };
      group.lines.push(line);
      groups.set(key, group);
    }
  return [...groups.values()];
}

function Preview({ lines, roster, locale }: { lines: readonly PlannedLine[] } & Pick<Props, "roster" | "locale">) {
  const t = useTranslations("exchange.import");
  const clock = (at: string | undefined) => {
    const time = timeOf(at ?? "");
    return time === "" ? "" : timeText(time, locale);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className="scroll" tabIndex={0} aria-label={t("preview")}>
      <table className="grid">
        <thead>
          <tr>
            <th className="n" scope="col">
              {t("column.line")}
            </th>
            <th scope="col">{t("column.trip")}</th>
            <th scope="col">{t("column.day")}</th>
            <th scope="col">{t("column.departs")}</th>
            <th className="n" scope="col">
              {t("column.seats")}
            </th>
            <th scope="col">{t("column.arrives")}</th>
            <th scope="col">{t("column.owner")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const row = { ...line.existing, ...line.values };
            const mode = modeOf(row.mode);
            const [first, last] = [row.outbound?.[0], row.outbound?.at(-1)];
            return (
              <tr key={line.line}>
                <th scope="row" className="n">
                  {line.line}
                </th>
                <td>
                  <span className="row">
                    {mode !== null && (
                      <span className="mode" data-paper={mode}>
                        <Icon name={mode} />
                      </span>
                    )}
                    {row.title}
                    {line.existing !== null && (
                      <Badge tone="off">{t(line.kind === "same" ? "unchanged" : "updates")}</Badge>
                    )}
                  </span>
                </td>
                <td>
                  {dayOf(first?.at ?? "")
                    .split("-")
                    .reverse()
                    .slice(0, 2)
                    .join("/")}
                </td>
                <td>{clock(first?.at)}</td>
                <td className="n">{row.seats}</td>
                <td>{first === last ? "" : clock(last?.at)}</td>
                <td>{roster.find(({ id }) => id === row.ownerId)?.name}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
