"use client";
import { Icon } from "./icon";

type StepperProps = {
  id: string;
  label: string;
  value: number;
  min: number;
  max: number;
  lessLabel: string;
  moreLabel: string;
  onValueChange: (value: number) => void;
};

/** A small number with a thumb-sized minus and plus. */
export function Stepper({ id, label, value, min, max, lessLabel, moreLabel, onValueChange }: StepperProps) {
  const set = (next: number) => onValueChange(Math.min(max, Math.max(min, next)));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="stepper">
        <button type="button" aria-label={lessLabel} onClick={() => set(value - 1)}>
          <Icon name="minus" />
        </button>
        <input
          id={id}
          className="input"
          inputMode="numeric"
          value={value}
          onChange={(event) => {
            const typed = Number.parseInt(event.target.value, 10);
            if (Number.isFinite(typed)) set(typed);
          }}
        />
        <button type="button" aria-label={moreLabel} onClick={() => set(value + 1)}>
          <Icon name="plus" />
        </button>
      </div>
    </div>
  );
}
