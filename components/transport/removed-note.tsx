"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { SheetRow } from "@/domain/transport/schema";
import type { SheetEditor } from "./sheet-editor";
import type { TripFigures } from "./trip-figures";

/** Rows taken out of the sheet while people have a place in them: nothing changed for those, and a person decides. */
export function RemovedNotes({
  removed,
  editor,
  onPropose,
}: {
  removed: readonly { readonly row: SheetRow; readonly figures: TripFigures }[];
  editor: SheetEditor;
  /** Starts a new trip to the same departure and opens it. */
  onPropose: (row: SheetRow) => void;
}) {
  const t = useTranslations("sheet");
  return removed.map(({ row, figures }) => (
    <Note key={row.id} fill role="status">
      <p>
        <strong>{row.title.trim() || t("untitled")}</strong>
        {" : "}
        {t("removedQuestion", { count: figures.facts?.live ?? 0 })}
      </p>
      <p className="row">
        <button type="button" className="btn second slim" onClick={() => onPropose(row)}>
          {t("proposeAnother")}
        </button>
        {figures.aboardHref !== null && (
          <>
            <ButtonLink kind="second" slim href={figures.aboardHref}>
              {t("whoIsAboard")}
            </ButtonLink>
            <ButtonLink kind="second" slim href={`${figures.aboardHref}#annuler`}>
              {t("cancelTrip")}
            </ButtonLink>
          </>
        )}
        <button type="button" className="btn second slim" onClick={() => editor.restore(row.id)}>
          {t("restore")}
        </button>
      </p>
    </Note>
  ));
}
