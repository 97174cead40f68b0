import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

type FieldFrameProps = { id: string; label: ReactNode; hint?: ReactNode; error?: string | null; children: ReactNode };

/** The ids that an input names in `aria-describedby`, when its hint or error is shown. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  return classNames(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`) || undefined;
}

/** Label, control, hint and error, tied together by ids. */
export function FieldFrame({ id, label, hint, error, children }: FieldFrameProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

/** What was wrong, in words, under the field that keeps what was typed. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="error" id={id}>
      <Icon name="warning" />
      <span>{children}</span>
    </p>
  );
}

type FieldProps = Omit<FieldFrameProps, "children"> & Omit<ComponentProps<"input">, "id"> & { big?: boolean };

export function Field({ id, label, hint, error, big, className, ...input }: FieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        className={classNames("input", big && "big", className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...input}
      />
    </FieldFrame>
  );
}

type TextAreaProps = Omit<FieldFrameProps, "children"> & Omit<ComponentProps<"textarea">, "id">;

/** A field of several lines. */
export function TextArea({ id, label, hint, error, className, ...input }: TextAreaProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        className={classNames("input", className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...input}
      />
    </FieldFrame>
  );
}

type SelectProps = Omit<FieldFrameProps, "children"> &
  Omit<ComponentProps<"select">, "id" | "children"> & { options: readonly { value: string; label: string }[] };

export function Select({ id, label, hint, error, options, className, ...input }: SelectProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <span className="select">
        <select
          id={id}
          className={classNames("input", className)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          {...input}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </FieldFrame>
  );
}
