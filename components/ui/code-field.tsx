import type { ComponentProps } from "react";
import { describedBy, FieldFrame } from "./field";

type CodeFieldProps = { id: string; label: string; hint?: string; error?: string | null } & Omit<
  ComponentProps<"input">,
  "id"
>;

/** A six-digit code: one real field over six drawn boxes, so that it works, and is filled in from a message, without JavaScript. */
export function CodeField({ id, label, hint, error, ...input }: CodeFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <div className="code">
        {[0, 1, 2, 3, 4, 5].map((box) => (
          <span key={box} aria-hidden="true" />
        ))}
        <input
          id={id}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]{6}"
          maxLength={6}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          {...input}
        />
      </div>
    </FieldFrame>
  );
}
