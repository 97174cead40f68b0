"use client";

import { type InputHTMLAttributes, type KeyboardEvent, useEffect, useRef, useState } from "react";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "onBlur" | "defaultValue"> & {
  value: string;
  /** Called when the field is left with another value: one write, one step to undo. */
  onCommit: (next: string) => void;
};

/** One plain value, written when the field is left. Escape gives up; a change from elsewhere waits for the field to be left. */
export function ValueField({ value, onCommit, onFocus, className = "input", ...rest }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const leaving = useRef(false);
  const commit = () => {
    if (leaving.current) leaving.current = false;
    else if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key === "Escape") {
      leaving.current = true;
      event.stopPropagation();
      event.currentTarget.blur();
    }
  };
  return (
    <input
      {...rest}
      className={className}
      value={draft ?? value}
      onFocus={(event) => {
        leaving.current = false;
        onFocus?.(event);
      }}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={commit}
    />
  );
}

/** Where the caret belongs after a text changed under it. */
export function caretAfter(before: string, after: string, caret: number): number {
  let same = 0;
  while (same < caret && same < after.length && before[same] === after[same]) same += 1;
  if (same === caret) return caret;
  return Math.max(same, caret + after.length - before.length);
}

/** A text that several people write at once: every keystroke goes out, and what others write does not move the caret. */
export function SharedText({
  value,
  onText,
  multiline = false,
  ...rest
}: {
  value: string;
  onText: (next: string) => void;
  multiline?: boolean;
  id?: string;
  className?: string;
  "aria-label"?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string | undefined;
  onFocus?: () => void;
  onBlur?: () => void;
  maxLength?: number;
}) {
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const own = useRef(value);
  useEffect(() => {
    const field = ref.current;
    if (field === null || own.current === value) return;
    const before = own.current;
    own.current = value;
    if (document.activeElement !== field) return;
    const caret = caretAfter(before, value, field.selectionStart ?? value.length);
    field.setSelectionRange(caret, caret);
  }, [value]);
  const shared = {
    ...rest,
    ref,
    value,
    onChange: (event: { currentTarget: { value: string } }) => {
      own.current = event.currentTarget.value;
      onText(event.currentTarget.value);
    },
  };
  return multiline ? <textarea rows={2} {...shared} /> : <input {...shared} />;
}
