"use client";

import { useEffect, useRef, useState } from "react";
import type { Settled } from "@/domain/transport/typed-value";

type Draft = { readonly base: string; readonly mine: string };

/** What was typed and could not be written, as somebody else had changed the field: kept while the page lives. */
const held = new Map<string, Draft>();

export type Typed = {
  /** What the field shows. */
  readonly shown: string;
  /** What the other wrote, when both changed it and this person has to pick. */
  readonly theirs: string | null;
  readonly type: (text: string) => void;
  /** The field is left: writes what was typed, once, or asks which of two values to keep. */
  readonly leave: () => void;
  readonly giveUp: () => void;
  readonly keepMine: () => void;
};

/**
 * Typing that stays on this device until the field is left. A field that goes away while it is being typed in counts
 * as left. `id` names the field among all fields of the sheet.
 */
export function useTyped({
  id,
  value,
  settle,
  onCommit,
}: {
  id: string;
  value: string;
  settle: (base: string, mine: string, theirs: string) => Settled;
  onCommit: (next: string) => void;
}): Typed {
  const [draft, setDraft] = useState<Draft | null>(() => held.get(id) ?? null);
  const [left, setLeft] = useState(draft !== null);
  const now = useRef({ draft, value, settle, onCommit });
  now.current = { ...now.current, value, settle, onCommit };
  const put = (next: Draft | null) => {
    now.current.draft = next;
    setDraft(next);
    if (next === null) held.delete(id);
    else held.set(id, next);
  };
  /** True when nothing is left to decide. */
  const settleNow = (): boolean => {
    const { draft: typed, value: theirs } = now.current;
    if (typed === null) return true;
    const settled = now.current.settle(typed.base, typed.mine, theirs);
    if (settled.kind === "pick") return false;
    held.delete(id);
    now.current.draft = null;
    if (settled.kind === "write") now.current.onCommit(settled.value);
    return true;
  };
  const settleLast = useRef(settleNow);
  settleLast.current = settleNow;
  useEffect(() => () => void settleLast.current(), []);

  const settled = left && draft !== null ? settle(draft.base, draft.mine, value) : null;
  return {
    shown: draft?.mine ?? value,
    theirs: settled?.kind === "pick" ? settled.theirs : null,
    type(text) {
      setLeft(false);
      put({ base: now.current.draft?.base ?? value, mine: text });
    },
    leave() {
      if (settleNow()) setDraft(null);
      setLeft(true);
    },
    giveUp: () => put(null),
    keepMine() {
      const mine = now.current.draft?.mine;
      put(null);
      if (mine !== undefined) onCommit(mine);
    },
  };
}
