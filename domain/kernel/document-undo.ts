import * as Y from "yjs";
import { difference } from "./document-values";

/** Origin of what this person changed: undo takes back only this. */
export const localEdit = { origin: "local edit" } as const;
/** Origin of the birth of a thing, still marked as removed: no undo step, keys are never deleted. */
export const creation = { origin: "creation" } as const;

/** Within this time, typing in one text is one step. */
const typingPause = 2000;

type Entry = { manager: Y.UndoManager; group: string | null; joining: boolean };
const managers = new WeakMap<Y.Doc, Entry>();

export type Undo = {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  /** The field was left: what comes next is another step. */
  cut(): void;
  /** Called when what can be undone changes; gives the function that stops it. */
  onChange(listener: () => void): () => void;
  destroy(): void;
};

/** Undo over one root of a document, for the person at this device. */
export function undoOver(doc: Y.Doc, root: Y.Map<unknown>): Undo {
  const manager = new Y.UndoManager(root, {
    trackedOrigins: new Set([localEdit]),
    captureTimeout: typingPause,
  });
  const entry: Entry = { manager, group: null, joining: false };
  managers.set(doc, entry);
  const cut = () => {
    manager.stopCapturing();
    entry.group = null;
  };
  return {
    undo() {
      cut();
      manager.undo();
    },
    redo() {
      cut();
      manager.redo();
    },
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    cut,
    onChange(listener) {
      const events = ["stack-item-added", "stack-item-popped", "stack-cleared"] as const;
      for (const event of events) manager.on(event, listener);
      return () => {
        for (const event of events) manager.off(event, listener);
      };
    },
    destroy() {
      managers.delete(doc);
      manager.destroy();
    },
  };
}

/**
 * Each plain value is its own step; keystrokes in one text (`group`) are one until a pause.
 * Without this, two edits within the capture time would be undone together.
 */
function beforeEdit(doc: Y.Doc, group: string | null): void {
  const entry = managers.get(doc);
  if (!entry || entry.joining) return;
  if (group === null || entry.group !== group) entry.manager.stopCapturing();
  entry.group = group;
}

/**
 * All that `change` does is one step to undo, however many transactions it takes: what is created must keep those of
 * its own, as undo never deletes a key.
 */
export function inOneStep<T>(doc: Y.Doc, change: () => T): T {
  const entry = managers.get(doc);
  if (!entry || entry.joining) return change();
  beforeEdit(doc, null);
  entry.joining = true;
  entry.manager.captureTimeout = Number.POSITIVE_INFINITY;
  try {
    return change();
  } finally {
    entry.manager.captureTimeout = typingPause;
    entry.joining = false;
    beforeEdit(doc, null);
  }
}

/** Many changes of plain values in one transaction, so that a paste is one frame and is drawn once. Creates nothing. */
export function atOnce(doc: Y.Doc, change: () => void): void {
  doc.transact(change, localEdit);
}

/** One change of this person's: a step to undo, or a part of one where `group` is that of the last change. */
export function edit(doc: Y.Doc, change: () => unknown, group: string | null = null): void {
  beforeEdit(doc, group);
  doc.transact(change, localEdit);
}

/** The birth of a thing, out of undo's sight: nobody's key is ever deleted. */
export function create(doc: Y.Doc, change: () => unknown): void {
  doc.transact(change, creation);
}

/** Makes a text below `shape` read `next` by the smallest change, so that two people typing keep both. */
export function writeText(doc: Y.Doc, shape: Y.Map<unknown>, field: string, next: string, group: string): void {
  const text = shape.get(field);
  if (!(text instanceof Y.Text)) {
    edit(doc, () => shape.set(field, new Y.Text(next)), group);
    return;
  }
  const { start, removed, inserted } = difference(text.toString(), next);
  if (removed === 0 && inserted === "") return;
  edit(
    doc,
    () => {
      if (removed > 0) text.delete(start, removed);
      if (inserted) text.insert(start, inserted);
    },
    group,
  );
}
