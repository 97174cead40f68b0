"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

import { Snackbar } from "@/components/ui/snackbar";
import { type AgendaDoc, createAgendaUndo, restoreEntry } from "@/domain/calendar/agenda";
import { restoreAgenda, takeEntryBack } from "@/domain/calendar/agenda-restore";
import type { Undo } from "@/domain/kernel/document-undo";
import { createUndo, restoreRow, type SheetDoc } from "@/domain/transport/sheet";
import { restoreSheet, takeBack } from "@/domain/transport/sheet-restore";
import type { HistoryAct, HistoryAsk, Past } from "./history-act";
import { useRoom, useSyncState } from "./use-room";

/** False when what it speaks of is not there. */
type Perform = (doc: SheetDoc & AgendaDoc, act: HistoryAct) => boolean;
const documents: Record<Past["of"], { undoOf: typeof createUndo; perform: Perform }> = {
  sheet: {
    undoOf: createUndo,
    perform(doc, act) {
      if (act.kind === "change") return takeBack(doc, act.change).ok;
      if (act.kind === "thing") return restoreRow(doc, act.thingId).ok;
      if (act.version.of !== "sheet") return false;
      restoreSheet(doc, act.version.past);
      return true;
    },
  },
  agenda: {
    undoOf: createAgendaUndo,
    perform(doc, act) {
      if (act.kind === "change") return takeEntryBack(doc, act.change).ok;
      if (act.kind === "thing") return restoreEntry(doc, act.thingId).ok;
      if (act.version.of !== "agenda") return false;
      restoreAgenda(doc, act.version.past);
      return true;
    },
  },
};

type Said = { text: "working" | "offline" | "done" | "undone" | "refused"; undo: boolean };

/** Opens the document, does what is asked once the server's state is here, and stays to undo it. */
export default function HistoryRestoring({
  of,
  room: name,
  account,
  ask,
}: {
  of: Past["of"];
  room: string;
  account: string;
  ask: HistoryAsk;
}) {
  const t = useTranslations("history");
  const router = useRouter();
  const room = useRoom(name, account);
  const sync = useSyncState(room);
  const undo = useRef<Undo | null>(null);
  const done = useRef(0);
  const [said, setSaid] = useState<Said | null>({ text: "working", undo: false });
  const doc = room?.doc;
  useEffect(() => {
    if (doc === undefined) return;
    const own = documents[of].undoOf(doc);
    undo.current = own;
    return () => {
      undo.current = null;
      own.destroy();
    };
  }, [doc, of]);
  useEffect(() => {
    if (done.current === ask.number) return;
    if (sync.closedBy !== null) setSaid({ text: "refused", undo: false });
    // What this device holds may be old: the server's document comes first.
    else if (doc === undefined || room?.sync.provider.synced !== true || sync.phase === "opening")
      setSaid({ text: "working", undo: false });
    else {
      done.current = ask.number;
      setSaid(documents[of].perform(doc, ask.act) ? { text: "done", undo: true } : { text: "refused", undo: false });
    }
  }, [ask, doc, of, room, sync.phase, sync.closedBy]);
  // What the page shows is read again once the server has all of it.
  const saved = sync.unsaved === 0 && sync.opened;
  const changed = said?.text === "done" || said?.text === "undone";
  useEffect(() => {
    if (saved && changed) router.refresh();
  }, [saved, changed, router]);
  if (said === null) return null;
  return (
    <div className="snackplace">
      <Snackbar
        key={`${ask.number} ${said.text}`}
        text={t(changed && !saved && sync.phase === "offline" ? "offline" : said.text)}
        actionLabel={said.undo ? t("undo") : undefined}
        onAction={() => {
          undo.current?.undo();
          setSaid({ text: "undone", undo: false });
        }}
        onDismiss={() => setSaid(null)}
      />
    </div>
  );
}
