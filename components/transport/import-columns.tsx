import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";
import { type Column, type Target, targets } from "@/domain/transport/exchange/columns";
import type { Opened } from "./import-file";
import type { DepartureOption } from "./trip-figures";
import { shortDay } from "./wall-clock";

type Props = {
  opened: Opened;
  sheet: number;
  onSheet: (sheet: number) => void;
  columns: readonly Column[];
  onTarget: (column: number, target: Target | null) => void;
  departures: readonly DepartureOption[];
  departureId: string | null;
  onDeparture: (id: string | null) => void;
  locale: string;
  onNext: () => void;
  onCancel: () => void;
};

/** Step 1: what each column becomes. What was recognised is filled in; a guess is marked. */
export function ImportColumns(props: Props) {
  const { opened, columns } = props;
  const t = useTranslations("exchange.import");
  const lines = opened.tables.reduce((sum, table) => sum + table.rows.filter((row) => row.length > 0).length, 0);
  const recognised = columns.filter((column) => column.target !== null && column.sure).length;
  const phones = columns.find((column) => column.phones && column.target === null);
  const options = [
    ...targets.filter((target) => target !== "id").map((target) => ({ value: target, label: t(`target.${target}`) })),
    { value: "id", label: t("target.id") },
    { value: "", label: t("target.none") },
  ];
  return (
    <>
      <div className="filecard">
        <p>
          <Icon name="plan" /> <strong>{opened.name}</strong>{" "}
          <span className="soft">{t("fileFigures", { lines, sheets: opened.tables.length })}</span>
        </p>
        {opened.tables.length > 1 && (
          <fieldset className="field">
            <legend className="sr">{t("sheet")}</legend>
            <div className="seg hug">
              {opened.tables.map((table, index) => (
                <label key={table.name} htmlFor={`import-sheet-${index}`}>
                  <input
                    type="radio"
                    id={`import-sheet-${index}`}
                    name="import-sheet"
                    checked={index === props.sheet}
                    onChange={() => props.onSheet(index)}
                  />
                  <span>{table.name}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
      </div>
      <section className="section" aria-labelledby="import-map">
        <header>
          <h2 id="import-map">{t("mapTitle")}</h2>
          <p className="soft">{t("recognised", { count: recognised, of: columns.length })}</p>
        </header>
        <ul className="map">
          {columns.map((column) => {
            const name = column.name || t("columnNumber", { number: column.index + 1 });
            return (
              <li key={column.index}>
                <div>
                  <strong>{name}</strong>
                  <span className="soft">
                    {column.samples.map((sample) => t("quoted", { text: sample.slice(0, 40) })).join(", ")}
                  </span>
                </div>
                <span className="to" aria-hidden="true">
                  <Icon name="arrow" />
                </span>
                <Select
                  id={`import-column-${column.index}`}
                  className="slim"
                  label={<span className="sr">{t("becomes", { column: name })}</span>}
                  options={options}
                  value={column.target ?? ""}
                  onChange={(event) =>
                    props.onTarget(column.index, targets.find((target) => target === event.target.value) ?? null)
                  }
                />
                <span className="sure">{!column.sure && <Badge tone="maybe">{t("toCheck")}</Badge>}</span>
              </li>
            );
          })}
        </ul>
      </section>
      {phones !== undefined && (
        <Note icon="lock">
          <p>{t("phones", { column: phones.name || t("columnNumber", { number: phones.index + 1 }) })}</p>
        </Note>
      )}
      <Select
        id="import-departure"
        label={t("departure")}
        hint={t("departureHint")}
        options={[
          ...props.departures.map(({ id, title, day }) => ({
            value: id,
            label: `${title}, ${shortDay(day, props.locale)}`,
          })),
          { value: "", label: t("noDeparture") },
        ]}
        value={props.departureId ?? ""}
        onChange={(event) => props.onDeparture(event.target.value || null)}
      />
      <p className="mains">
        <Button
          type="button"
          kind="main"
          onClick={props.onNext}
          disabled={columns.every((column) => column.target === null)}
        >
          {t("check")}
        </Button>
        <Button type="button" kind="quiet" onClick={props.onCancel}>
          {t("cancel")}
        </Button>
      </p>
    </>
  );
}
