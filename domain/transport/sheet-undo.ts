import * as Y from "yjs";

/** Origin of what this person changed: undo takes back only this. */
export const localEdit = { origin: "local edit" } as const;
/** Origin of the birth of a row or stop, still marked as removed: no undo step, keys are never deleted. */
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

/** What `createUndo` of sheet.ts gives, over the root it names. */
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
export function beforeEdit(doc: Y.Doc, group: string | null): void {
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
