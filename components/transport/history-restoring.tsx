"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useRoom, useSyncState } from "@/components/collab/use-room";
import { Snackbar } from "@/components/ui/snackbar";
import type { Undo } from "@/domain/kernel/document-undo";
import { createUndo, restoreRow, type SheetDoc } from "@/domain/transport/sheet";
import { restoreSheet, takeBack } from "@/domain/transport/sheet-restore";
import type { HistoryAct, HistoryAsk } from "./history-act";

/** False when what it speaks of is not there. */
function perform(doc: SheetDoc, act: HistoryAct): boolean {
  if (act.kind === "change") return takeBack(doc, act.change).ok;
  if (act.kind === "row") return restoreRow(doc, act.rowId).ok;
  restoreSheet(doc, act.rows);
  return true;
}

type Said = { text: "working" | "offline" | "done" | "undone" | "refused"; undo: boolean };

/** Opens the sheet, does what is asked once the server's state is here, and stays to undo it. */
export default function HistoryRestoring({
  room: name,
  account,
  ask,
}: {
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
    const own = createUndo(doc);
    undo.current = own;
    return () => {
      undo.current = null;
      own.destroy();
    };
  }, [doc]);
  useEffect(() => {
    if (done.current === ask.number) return;
    if (sync.closedBy !== null) setSaid({ text: "refused", undo: false });
    // What this device holds may be old: the server's sheet comes first.
    else if (doc === undefined || room?.sync.provider.synced !== true || sync.phase === "opening")
      setSaid({ text: "working", undo: false });
    else {
      done.current = ask.number;
      setSaid(perform(doc, ask.act) ? { text: "done", undo: true } : { text: "refused", undo: false });
    }
  }, [ask, doc, room, sync.phase, sync.closedBy]);
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
