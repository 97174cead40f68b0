import * as Y from "yjs";

/** Origin of what this person changed: undo takes back only this. */
export const localEdit = { origin: "local edit" } as const;
/** Origin of the birth of a row or stop, still marked as removed: no undo step, keys are never deleted. */
export const creation = { origin: "creation" } as const;

/** Within this time, typing in one text is one step. */
const typingPause = 2000;

const managers = new WeakMap<Y.Doc, { manager: Y.UndoManager; group: string | null }>();

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
  const entry: { manager: Y.UndoManager; group: string | null } = { manager, group: null };
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
  if (!entry) return;
  if (group === null || entry.group !== group) entry.manager.stopCapturing();
  entry.group = group;
}
