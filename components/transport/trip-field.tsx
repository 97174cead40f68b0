"use client";

import type { HTMLInputTypeAttribute, ReactNode } from "react";
import { FieldError } from "@/components/ui/field";
import { Icon, type IconName } from "@/components/ui/icon";
import type { ShownIssue } from "./shown-issue";
import { ValueField } from "./value-field";

/** The reason under the field, and the likely repair. */
export function FieldIssue({ id, issue }: { id: string; issue: ShownIssue | undefined }) {
  if (issue === undefined) return null;
  return (
    <>
      <FieldError id={id}>{issue.text}</FieldError>
      {issue.repair !== null && (
        <p>
          <button type="button" className="btn second slim" onClick={issue.repair.apply}>
            {issue.repair.label}
          </button>
        </p>
      )}
    </>
  );
}

type Common = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  issue: ShownIssue | undefined;
  onFocus: () => void;
};

/** What stands below a field: a hint, and the reason why its value is wrong. */
function BelowField({ id, hint, issue }: Pick<Common, "id" | "hint" | "issue">) {
  return (
    <>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldIssue id={`${id}-error`} issue={issue} />
    </>
  );
}

/** The ids of what stands below a field, to be read out with it. */
function describedBy({ id, hint, issue }: Pick<Common, "id" | "hint" | "issue">): string | undefined {
  return [hint && `${id}-hint`, issue && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

export function TripField({
  id,
  label,
  hint,
  issue,
  onFocus,
  value,
  onCommit,
  type = "text",
  inputMode,
  say,
}: Common & {
  value: string;
  onCommit: (next: string) => void;
  type?: HTMLInputTypeAttribute;
  inputMode?: "numeric" | "tel" | "url" | "text";
  say?: (value: string) => string;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <ValueField
        id={id}
        type={type}
        inputMode={inputMode}
        value={value}
        maxLength={type === "text" ? 200 : undefined}
        enterKeyHint="next"
        onCommit={onCommit}
        onFocus={onFocus}
        say={say}
        aria-invalid={issue === undefined ? undefined : true}
        aria-describedby={describedBy({ id, hint, issue })}
      />
      <BelowField id={id} hint={hint} issue={issue} />
    </div>
  );
}

/** A number with one button for one less and one for one more; what else is typed is kept and flagged. */
export function TripNumber({
  id,
  label,
  hint,
  issue,
  onFocus,
  value,
  onCommit,
  lessLabel,
  moreLabel,
}: Common & { value: string; onCommit: (next: string) => void; lessLabel: string; moreLabel: string }) {
  const number = value === "" ? 0 : Number(value);
  const step = (by: -1 | 1) => onCommit(String(Math.max(0, number + by)));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="stepper">
        <button
          type="button"
          aria-label={lessLabel}
          aria-controls={id}
          disabled={!(number > 0)}
          onClick={() => step(-1)}
        >
          <Icon name="minus" />
        </button>
        <ValueField
          id={id}
          inputMode="numeric"
          enterKeyHint="next"
          value={value}
          maxLength={200}
          onCommit={onCommit}
          onFocus={onFocus}
          aria-invalid={issue === undefined ? undefined : true}
          aria-describedby={describedBy({ id, hint, issue })}
        />
        <button
          type="button"
          aria-label={moreLabel}
          aria-controls={id}
          disabled={Number.isNaN(number)}
          onClick={() => step(1)}
        >
          <Icon name="plus" />
        </button>
      </span>
      <BelowField id={id} hint={hint} issue={issue} />
    </div>
  );
}

/** A choice that needs no keyboard: every answer stands there, one tap picks. */
export function TripChoice({
  id,
  label,
  hint,
  issue,
  onFocus,
  value,
  options,
  onChoose,
}: Common & {
  value: string;
  options: readonly { readonly value: string; readonly label: string; readonly icon?: IconName }[];
  onChoose: (next: string) => void;
}) {
  return (
    <fieldset className="field" aria-describedby={describedBy({ id, hint, issue })}>
      <legend>{label}</legend>
      <div className="picks">
        {options.map((option) => (
          <label key={option.value} className="pick">
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              onFocus={onFocus}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
            {option.icon !== undefined && <Icon name={option.icon} />}
          </label>
        ))}
      </div>
      <BelowField id={id} hint={hint} issue={issue} />
    </fieldset>
  );
}

export function TripSelect({
  id,
  label,
  hint,
  issue,
  onFocus,
  value,
  options,
  onChoose,
}: Common & {
  value: string;
  options: readonly { readonly value: string; readonly label: string }[];
  onChoose: (next: string) => void;
}) {
  const known = options.some((option) => option.value === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="select">
        <select
          id={id}
          className="input"
          value={value}
          onFocus={onFocus}
          onChange={(event) => onChoose(event.currentTarget.value)}
          aria-invalid={issue === undefined ? undefined : true}
          aria-describedby={describedBy({ id, hint, issue })}
        >
          {!known && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
      <BelowField id={id} hint={hint} issue={issue} />
    </div>
  );
}
