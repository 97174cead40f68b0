"use client";

import { useTranslations } from "next-intl";
import { type InputHTMLAttributes, type KeyboardEvent, use, useEffect, useRef } from "react";
import { Note } from "@/components/ui/note";
import { settleText, settleValue } from "@/domain/transport/typed-value";
import { type Typed, useTyped } from "./use-typed";
import { WrittenBy } from "./written-by";

type Own = {
  id: string;
  value: string;
  /** Called when the field is left with another value: one write, one step to undo. */
  onCommit: (next: string) => void;
  /** A value in words, for the choice between two. */
  say?: (value: string) => string;
};
type Props = Own & Omit<InputHTMLAttributes<HTMLInputElement>, keyof Own | "onChange" | "onBlur" | "defaultValue">;

/** One plain value, written when the field is left. Escape gives up; if it moved meanwhile, both values are shown. */
export function ValueField({ id, value, onCommit, say, className = "input", ...rest }: Props) {
  const typed = useTyped({ id, value, settle: settleValue, onCommit });
  return (
    <>
      <input
        {...rest}
        id={id}
        className={className}
        value={typed.shown}
        onChange={(event) => typed.type(event.currentTarget.value)}
        onKeyDown={(event) => onKey(event, typed)}
        onBlur={typed.leave}
      />
      <TwoValues id={id} typed={typed} say={say} />
    </>
  );
}

function onKey(event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>, typed: Typed): void {
  if (event.key === "Enter" && event.currentTarget instanceof HTMLInputElement && !event.defaultPrevented)
    event.currentTarget.blur();
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    typed.giveUp();
    event.currentTarget.blur();
  }
}

/** « Pendant que vous écriviez… »: both values, whose the other is where that is known, and this person picks. */
function TwoValues({
  id,
  typed,
  say = (value) => value,
}: {
  id: string;
  typed: Typed;
  say?: ((value: string) => string) | undefined;
}) {
  const t = useTranslations("sheet");
  const writtenBy = use(WrittenBy);
  const { theirs, shown } = typed;
  if (theirs === null) return null;
  const word = (value: string) => (value === "" ? t("moved.nothing") : say(value));
  return (
    <Note role="alert">
      <p>{t("moved.title")}</p>
      <p className="row">
        <button type="button" className="btn second slim" onClick={typed.giveUp}>
          {t("moved.theirs", { name: writtenBy(id) ?? t("moved.other"), value: word(theirs) })}
        </button>
        <button type="button" className="btn second slim" onClick={typed.keepMine}>
          {t("moved.mine", { value: word(shown) })}
        </button>
      </p>
    </Note>
  );
}

/** Where the caret belongs after a text changed under it. */
export function caretAfter(before: string, after: string, caret: number): number {
  let same = 0;
  while (same < caret && same < after.length && before[same] === after[same]) same += 1;
  if (same === caret) return caret;
  return Math.max(same, caret + after.length - before.length);
}

type TextProps = {
  id: string;
  value: string;
  onText: (next: string) => void;
  multiline?: boolean;
  className?: string;
  "aria-label"?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string | undefined;
  onFocus?: () => void;
  /** What was typed so far is one step to undo. */
  onCut: () => void;
  maxLength?: number;
};

/** On a phone: the text stays here until the field is left, and what others wrote elsewhere in it meanwhile is kept. */
export function TypedText({ id, value, onText, onCut, multiline = false, ...rest }: TextProps) {
  const onCommit = (next: string) => {
    onText(next);
    onCut();
  };
  const typed = useTyped({ id, value, settle: settleText, onCommit });
  const shared = {
    ...rest,
    id,
    value: typed.shown,
    onChange: (event: { currentTarget: { value: string } }) => typed.type(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => onKey(event, typed),
    onBlur: typed.leave,
  };
  return (
    <>
      {multiline ? <textarea rows={3} {...shared} /> : <input enterKeyHint="next" {...shared} />}
      <TwoValues id={id} typed={typed} />
    </>
  );
}

/** A text that several people write at once: every keystroke goes out, and what others write does not move the caret. */
export function SharedText({ value, onText, onCut, multiline = false, ...rest }: TextProps) {
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
    onBlur: onCut,
    onChange: (event: { currentTarget: { value: string } }) => {
      own.current = event.currentTarget.value;
      onText(event.currentTarget.value);
    },
  };
  return multiline ? <textarea rows={2} {...shared} /> : <input {...shared} />;
}
