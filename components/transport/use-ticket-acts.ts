"use client";

import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import type { SheetRow } from "@/domain/transport/schema";
import type { SheetEditor } from "./sheet-editor";
import type { SheetViewProps } from "./sheet-props";
import type { Snack } from "./sheet-scene";
import type { TicketActs } from "./ticket-acts";
import type { FiguresByRow } from "./trip-figures";

type Needs = {
  editor: SheetEditor | null;
  figures: FiguresByRow;
  missingOf: (row: SheetRow) => readonly string[];
  goAlong: SheetViewProps["goAlong"];
  onOpen: (rowId: string) => void;
  onRead: (rowId: string) => void;
  onSnack: (snack: Snack) => void;
};

/** What one tap on a ticket does, and what is then said of it. The same object for the page's whole life. */
export function useTicketActs(needs: Needs): TicketActs {
  const t = useTranslations("sheet");
  const latest = useRef({ ...needs, t });
  latest.current = { ...needs, t };
  return useMemo(
    (): TicketActs => ({
      open: (rowId) => latest.current.onOpen(rowId),
      read: (rowId) => latest.current.onRead(rowId),
      seats(row, by) {
        const { editor, figures, onSnack, t: say } = latest.current;
        if (editor === null || row === undefined || typeof row.seats !== "number") return;
        const count = row.seats + by;
        editor.setCell(row.id, "seats", count);
        const inForce = figures.get(row.id)?.facts?.seats ?? null;
        const waits = inForce !== null && count > inForce;
        onSnack({
          text: say(waits ? "seatsWait" : "seatsNow", { count, public: String(inForce !== null) }),
          undo: true,
        });
      },
      close(row, closed) {
        const { editor, missingOf, onOpen, onSnack, t: say } = latest.current;
        if (editor === null || row === undefined) return;
        // What is missing is said where it can be filled in.
        if (!closed && missingOf(row).length > 0) return onOpen(row.id);
        editor.setCell(row.id, "state", closed ? "closed" : "open");
        onSnack({
          text: say(closed ? "nowFull" : "nowOpen", { trip: row.title.trim() || say("untitled") }),
          undo: true,
        });
      },
      go({ tripId }) {
        const { goAlong, onSnack, t: say } = latest.current;
        onSnack({ text: say("booking"), undo: false });
        goAlong({ tripId, requestId: crypto.randomUUID() }).then(
          (answer) =>
            onSnack({
              text: "message" in answer ? answer.message : say("booked", { state: answer.state }),
              undo: false,
            }),
          () => onSnack({ text: say("bookingFailed"), undo: false }),
        );
      },
    }),
    [],
  );
}
