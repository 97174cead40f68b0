import type { ComponentProps, ReactNode } from "react";
import { FieldError } from "./field";

export type Option = { value: string; label: ReactNode; aside?: ReactNode; disabled?: boolean };
type GroupProps = {
  name: string;
  legend: ReactNode;
  options: readonly Option[];
  error?: string | null;
  hint?: ReactNode;
  /** Uncontrolled (a plain form) … */
  defaultValue?: string;
  /** … or controlled. */
  value?: string;
  onValueChange?: (value: string) => void;
};

function Radio({
  name,
  option,
  defaultValue,
  value,
  onValueChange,
}: Pick<GroupProps, "name" | "defaultValue" | "value" | "onValueChange"> & { option: Option }) {
  const state =
    value === undefined ? { defaultChecked: option.value === defaultValue } : { checked: option.value === value };
  return (
    <input
      type="radio"
      id={`${name}-${option.value}`}
      name={name}
      value={option.value}
      disabled={option.disabled}
      {...state}
      onChange={onValueChange && (() => onValueChange(option.value))}
    />
  );
}

/** A choice of a few short words in one bar. */
export function Segmented({ legend, options, error, hint, ...group }: GroupProps) {
  return (
    <fieldset className="field" aria-describedby={error ? `${group.name}-error` : undefined}>
      <legend className="legend">{legend}</legend>
      <div className="seg">
        {options.map((option) => (
          <label key={option.value} htmlFor={`${group.name}-${option.value}`}>
            <Radio {...group} option={option} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {hint ? <p className="hint">{hint}</p> : null}
      {error ? <FieldError id={`${group.name}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}

/** A choice of one in a list, one per line, with something said at its end (an hour, a count). */
export function Choice({ legend, options, error, hint, ...group }: GroupProps) {
  return (
    <fieldset className="field" aria-describedby={error ? `${group.name}-error` : undefined}>
      <legend className="legend">{legend}</legend>
      <div className="choices">
        {options.map((option) => (
          <label className="pick" key={option.value} htmlFor={`${group.name}-${option.value}`}>
            <Radio {...group} option={option} />
            <span>{option.label}</span>
            {option.aside ? <b className="num">{option.aside}</b> : null}
          </label>
        ))}
      </div>
      {hint ? <p className="hint">{hint}</p> : null}
      {error ? <FieldError id={`${group.name}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}

/** A box to tick, its sentence beside it. */
export function Check({
  children,
  error,
  id,
  ...input
}: ComponentProps<"input"> & { children: ReactNode; error?: string | null; id: string }) {
  return (
    <div className="field">
      <label className="check" htmlFor={id}>
        <input
          type="checkbox"
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          {...input}
        />
        <span>{children}</span>
      </label>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}
