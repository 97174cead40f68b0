"use client";

import { useTranslations } from "next-intl";
import { More } from "@/components/ui/more";

export type View = "month" | "week" | "list";
/** What is shown beside the coalition's own dates. */
export type Shown = { keyDates: boolean; departures: boolean; tasks: boolean; neighbours: boolean; sources: boolean };

/** How the agenda is shown, and what stands beside it. */
export function AgendaTools({
  view,
  narrow,
  onView,
  shown,
  onShown,
  others,
}: {
  view: View;
  narrow: boolean;
  onView: (view: View) => void;
  shown: Shown;
  onShown: (shown: Shown) => void;
  /** What there is beside it, of what not everybody has. */
  others: readonly (keyof Shown)[];
}) {
  const t = useTranslations("agenda");
  const views: readonly View[] = narrow ? ["list", "month"] : ["month", "week", "list"];
  const parts = (["keyDates", "departures", "tasks", "neighbours", "sources"] as const).filter(
    (part) => (part !== "neighbours" && part !== "sources") || others.includes(part),
  );
  const chips = parts.map((part) => (
    <label className="chip" key={part}>
      <input
        type="checkbox"
        checked={shown[part]}
        onChange={(event) => onShown({ ...shown, [part]: event.currentTarget.checked })}
      />
      {t(`show.${part}`)}
    </label>
  ));
  return (
    <div className="tools">
      <fieldset className={narrow ? "fill" : undefined}>
        <legend className="sr">{t("view.legend")}</legend>
        <div className={narrow ? "seg" : "seg hug"}>
          {views.map((one) => (
            <label key={one}>
              <input type="radio" name="agenda-view" checked={view === one} onChange={() => onView(one)} />
              <span>{t(`view.${one}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {narrow ? (
        <More summary={t("show.legend")}>
          <div className="row">{chips}</div>
        </More>
      ) : (
        <fieldset className="row">
          <legend className="sr">{t("show.legend")}</legend>
          {chips}
        </fieldset>
      )}
    </div>
  );
}
