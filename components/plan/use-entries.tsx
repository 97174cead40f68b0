"use client";

import type { Editor } from "@tiptap/core";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useDescribeAgenda } from "@/components/calendar/use-describe-agenda";
import { ClosedNote, LeftNote } from "@/components/collab/closed-note";
import { useLeftWords } from "@/components/collab/left-words";
import { useRoom, useSyncState } from "@/components/collab/use-room";
import { addEntry, type NewEntry, readEntry, removeEntry, restoreEntry } from "@/domain/calendar/agenda";
import { adoptedEntry, entryFacts } from "@/domain/plan/adopt-entry";
import { type ShownEntry, shownDraft, withStored } from "@/domain/plan/shown-entry";
import { commands } from "./commands";
import { EntryBlock } from "./entry-block";
import { EntryPlaces } from "./entry-places";
import { EntryStore } from "./entry-store";
import type { PlanProps } from "./plan-props";

export type Entries = {
  readonly places: EntryPlaces;
  /** What goes on the clipboard with an entry's id. */
  readonly describe: (entryId: string) => Record<string, string>;
  /** Entries of another coalition that were pasted become new ones here. */
  readonly adopt: (html: string) => string;
  /** Whether entries can be written now. */
  readonly writable: boolean;
  /** Writes an entry first, then its block where the caret is. */
  readonly insert: (editor: Editor, fields: NewEntry) => void;
  /** Writes an entry for a block that the caller makes; null where it cannot. */
  readonly write: (fields: NewEntry) => string | null;
  /** Undoing what put these blocks into the text takes their entries away, too. */
  readonly follow: (editor: Editor, ids: readonly string[]) => void;
  /** The entries of the text as they stand now. */
  readonly shown: () => Record<string, ShownEntry>;
  readonly blocks: ReactNode;
  /** What became of what was written in the agenda and could not be sent. */
  readonly notes: ReactNode;
};

/** A document holds whatever a client wrote as an id, `constructor` too. */
function storedIn(entries: PlanProps["agenda"]["entries"], entryId: string): ShownEntry | undefined {
  return Object.hasOwn(entries, entryId) ? entries[entryId] : undefined;
}

/** The agenda beside the plan: its room, and the blocks of the text that show it. */
export function useEntries(
  plan: PlanProps,
  names: ReadonlyMap<string, string>,
  onRefused: (code: string) => void,
): Entries {
  const { agenda, coalitionId, canWrite } = plan;
  const room = useRoom(agenda.room, plan.account);
  const sync = useSyncState(room);
  const [places] = useState(() => new EntryPlaces());
  const shown = useSyncExternalStore(places.subscribe, places.snapshot, places.snapshot);
  const describe = useDescribeAgenda(plan.roster);
  const left = useLeftWords({ account: plan.account, room: agenda.room }, room, sync, describe);
  const opened = sync.opened && room !== null;
  const store = useMemo(() => (opened ? new EntryStore(room.doc) : null), [opened, room]);
  useEffect(() => () => store?.destroy(), [store]);
  const writable = canWrite && store !== null && sync.closedBy === null;
  const latest = useRef({ store, writable });
  latest.current = { store, writable };
  const fresh = useRef(new Set<string>());

  const write = useCallback(
    (fields: NewEntry): string | null => {
      const { store: at, writable: may } = latest.current;
      if (at === null || !may) return null;
      const added = addEntry(at.doc, fields);
      if (!added.ok) onRefused(added.refusal.code);
      return added.ok ? added.value : null;
    },
    [onRefused],
  );
  const factsOf = useCallback(
    (entryId: string): Record<string, string> => {
      const entry = latest.current.store?.entry(entryId) ?? null;
      return { "data-coalition": coalitionId, ...(entry && { "data-facts": JSON.stringify(entryFacts(entry)) }) };
    },
    [coalitionId],
  );
  const adopt = useCallback(
    (html: string): string => {
      if (!html.includes("data-entry")) return html;
      const page = new DOMParser().parseFromString(html, "text/html");
      for (const block of page.querySelectorAll<HTMLElement>("[data-entry]")) {
        if (block.dataset.coalition === coalitionId) continue;
        const fields = adoptedEntry(block.dataset.facts ?? "");
        const id = fields && write(fields);
        if (id) block.dataset.entry = id;
        else {
          // Where the agenda cannot be written now, the words stay.
          const words = page.createElement("p");
          words.textContent = String(fields?.title ?? "");
          block.replaceWith(words);
        }
      }
      return page.body.innerHTML;
    },
    [coalitionId, write],
  );
  const follow = useCallback(
    (editor: Editor, ids: readonly string[]) => followUndo(editor, ids, () => latest.current.store),
    [],
  );
  const insert = useCallback(
    (editor: Editor, fields: NewEntry) => {
      const id = write(fields);
      if (id === null) return;
      fresh.current.add(id);
      commands.entry(editor, id);
      follow(editor, [id]);
    },
    [write, follow],
  );

  const blocks = shown.map(({ key, entryId, element }) =>
    createPortal(
      <EntryBlock
        entryId={entryId}
        store={store}
        canWrite={writable}
        roster={plan.roster}
        names={names}
        today={plan.today}
        stored={storedIn(agenda.entries, entryId)}
        fresh={fresh.current.has(entryId)}
        onDone={() => fresh.current.delete(entryId)}
        onRefused={onRefused}
      />,
      element,
      String(key),
    ),
  );
  const shownNow = useCallback(
    () =>
      Object.fromEntries(
        places.snapshot().flatMap(({ entryId }) => {
          const entry = latest.current.store?.entry(entryId) ?? null;
          return entry === null || entry.removed
            ? []
            : [[entryId, withStored(shownDraft(entry, names), storedIn(agenda.entries, entryId))]];
        }),
      ),
    [places, names, agenda],
  );
  const notes = (
    <>
      <ClosedNote of="agenda" state={sync} sync={room?.sync ?? null} signInHref={plan.signInHref} describe={describe} />
      <LeftNote of="agenda" words={left.words} onDiscard={() => void left.discard()} />
    </>
  );
  return { places, describe: factsOf, adopt, writable, insert, write, follow, shown: shownNow, blocks, notes };
}

/** Undoing the insertion takes the entries away too, if nobody else has written in them; redoing it brings them back. */
function followUndo(editor: Editor, ids: readonly string[], storeNow: () => EntryStore | null): void {
  const follow = ({ transaction }: { transaction: { getMeta(key: unknown): unknown } }) => {
    const meta = transaction.getMeta(ySyncPluginKey);
    const undone = typeof meta === "object" && meta !== null && Reflect.get(meta, "isUndoRedoOperation") === true;
    const store = storeNow();
    if (!undone || store === null) return;
    const standing = new Set<unknown>();
    editor.state.doc.descendants((node) => {
      if (node.type.name === "entry") standing.add(node.attrs.entryId);
    });
    for (const id of ids.filter((each) => !store.touchedByOthers(each))) {
      const removed = readEntry(store.doc, id)?.removed === true;
      if (!standing.has(id) && !removed) removeEntry(store.doc, id);
      else if (standing.has(id) && removed) restoreEntry(store.doc, id);
    }
  };
  editor.on("transaction", follow);
}
