"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { sheetLimits } from "@/domain/transport/schema";
import type { Choice } from "./cell-text";
import { type GridColumn, sourceOf } from "./grid-columns";

type Props = {
  column: GridColumn;
  value: string;
  label: string;
  choices: readonly Choice[];
  onType: (text: string) => void;
  /** Called once, with what stands there when the field is left; not after Escape. */
  onLeave: (text: string) => void;
};

/** The field in a cell. A time is typed as people write it, « 9h10 » or 0910: a clock's own field would lose a wrong one. */
export function CellField({ column, value, label, choices, onType, onLeave }: Props) {
  const t = useTranslations("sheet");
  const field = useRef<(HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement) | null>(null);
  const left = useRef(false);
  useEffect(() => field.current?.focus(), []);
  const common = {
    ref: field,
    "aria-label": label,
    defaultValue: value,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Escape") left.current = true;
    },
    onChange: (event: { currentTarget: { value: string } }) => onType(event.currentTarget.value),
    onBlur: (event: { currentTarget: { value: string } }) => {
      if (left.current) return;
      left.current = true;
      onLeave(event.currentTarget.value);
    },
  };
  const source = sourceOf(column);
  if (source.at === "cell" && source.kind === "choice")
    return (
      <select className="input slim" {...common}>
        {column !== "state" && <option value="">{t(column === "ownerId" ? "nobody" : "choose")}</option>}
        {value !== "" && !choices.some((choice) => choice.value === value) && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  if (source.at === "text" && source.field !== "title")
    return <textarea className="input slim" rows={3} maxLength={sheetLimits.cell} {...common} />;
  return (
    <input
      className="input slim"
      type="text"
      inputMode={source.at === "cell" && source.kind === "number" ? "numeric" : undefined}
      maxLength={sheetLimits.place}
      autoComplete="off"
      spellCheck={false}
      {...common}
    />
  );
}
