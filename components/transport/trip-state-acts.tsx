"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Note } from "@/components/ui/note";
import type { SheetRow } from "@/domain/transport/schema";
import type { SheetEditor } from "./sheet-editor";

/** « Ouvrir aux réservations », which says what is missing; « Complet » and back. */
export function TripStateActs({
  row,
  free,
  editor,
  missingOf,
}: {
  row: SheetRow;
  /** Seats left; « Complet » says nothing new of a trip that has none. */
  free: number;
  editor: SheetEditor;
  missingOf: (row: SheetRow) => readonly string[];
}) {
  const t = useTranslations("sheet");
  const [asked, setAsked] = useState(false);
  const missing = asked ? missingOf(row) : [];
  const open = () => {
    if (missingOf(row).length > 0) setAsked(true);
    else {
      setAsked(false);
      editor.setCell(row.id, "state", "open");
    }
  };
  if (row.state === "open")
    return (
      <p>
        <button type="button" className="btn second slim" onClick={() => editor.setCell(row.id, "state", "closed")}>
          {free > 0 ? t("markFull") : t("closeBookings")}
        </button>
      </p>
    );
  return (
    <>
      <p>
        <button type="button" className="btn second slim" onClick={open}>
          {row.state === "closed" ? t("reopen") : t("openToBookings")}
        </button>
      </p>
      {missing.length > 0 && (
        <Note role="status">
          <p>
            <strong>{t("missingTitle")}</strong>
          </p>
          <ul className="missing">
            {missing.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}
