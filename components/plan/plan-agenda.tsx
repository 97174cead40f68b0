"use client";

import type { Editor } from "@tiptap/core";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import type { Doc } from "yjs";
import { useDescribeAgenda } from "@/components/calendar/use-describe-agenda";
import { ClosedNote, LeftNote } from "@/components/collab/closed-note";
import { useLeftWords } from "@/components/collab/left-words";
import { useRoom, useSyncState } from "@/components/collab/use-room";
import { addEntry, type NewEntry, readEntry, removeEntry, restoreEntry } from "@/domain/calendar/agenda";
import { entryFacts } from "@/domain/plan/adopt-entry";
import { type ShownEntry, shownDraft, withStored } from "@/domain/plan/shown-entry";
import { commands } from "./commands";
import { EntryBlock } from "./entry-block";
import type { EntryPlaces } from "./entry-places";
import { EntryStore } from "./entry-store";
import type { PlanProps } from "./plan-props";
import { useTemplate } from "./use-template";

/** What the text asks of the agenda, once it is here. */
export type EntryHands = {
  /** What goes on the clipboard with an entry's id, for a plan of another coalition. */
  readonly describe: (entryId: string) => Record<string, string>;
  /** Whether entries can be written now. */
  readonly writable: boolean;
  /** Whether they may become so while this page is open. */
  readonly opening: boolean;
  /** Writes an entry for a block that the caller makes; null where it cannot. */
  readonly write: (fields: NewEntry) => string | null;
  /** Writes an entry first, then its block where the caret is. */
  readonly insert: (editor: Editor, fields: NewEntry) => void;
  /** The entries of the text as they stand now. */
  readonly shown: () => Record<string, ShownEntry>;
};

/** A document holds whatever a client wrote as an id, `constructor` too. */
function storedIn(entries: PlanProps["agenda"]["entries"], entryId: string): ShownEntry | undefined {
  return Object.hasOwn(entries, entryId) ? entries[entryId] : undefined;
}

/**
 * The agenda beside the plan: its room, the blocks of the text that show it, and what became of what was written in it and
 * could not be sent. Comes after the editor, which does without it until then.
 */
export function PlanAgenda({
  plan,
  names,
  places,
  editor,
  doc,
  saved,
  quiet,
  onRefused,
  onHands,
}: {
  plan: PlanProps;
  names: ReadonlyMap<string, string>;
  places: EntryPlaces;
  editor: Editor;
  doc: Doc;
  /** Whether what the server holds of the plan is here. */
  saved: boolean;
  /** The plan itself says already why nothing can be written. */
  quiet: boolean;
  onRefused: (code: string) => void;
  onHands: (hands: EntryHands | null) => void;
}) {
  const { agenda, canWrite } = plan;
  const room = useRoom(agenda.room, plan.account);
  const sync = useSyncState(room);
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
  const factsOf = useCallback((entryId: string): Record<string, string> => {
    const entry = latest.current.store?.entry(entryId) ?? null;
    return entry === null ? {} : { "data-facts": JSON.stringify(entryFacts(entry)) };
  }, []);
  const follow = useCallback((ids: readonly string[]) => followUndo(editor, ids, () => latest.current.store), [editor]);
  const insert = useCallback(
    (into: Editor, fields: NewEntry) => {
      const id = write(fields);
      if (id === null) return;
      fresh.current.add(id);
      commands.entry(into, id);
      follow([id]);
    },
    [write, follow],
  );
  useTemplate(doc, editor, saved && writable ? plan.template : null, write, follow);

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
  const opening = canWrite && store === null && sync.closedBy === null;
  useEffect(() => {
    onHands({ describe: factsOf, writable, opening, write, insert, shown: shownNow });
  }, [onHands, factsOf, writable, opening, write, insert, shownNow]);
  useEffect(() => () => onHands(null), [onHands]);
  return (
    <>
      {!quiet && (
        <>
          <ClosedNote
            of="agenda"
            state={sync}
            sync={room?.sync ?? null}
            signInHref={plan.signInHref}
            describe={describe}
          />
          <LeftNote of="agenda" words={left.words} onDiscard={() => void left.discard()} />
        </>
      )}
      {blocks}
    </>
  );
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
