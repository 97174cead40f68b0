"use client";

import type { HTMLInputTypeAttribute, ReactNode } from "react";
import { FieldError } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
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
}: Common & {
  value: string;
  onCommit: (next: string) => void;
  type?: HTMLInputTypeAttribute;
  inputMode?: "numeric" | "tel" | "url" | "text";
}) {
  const described = [hint && `${id}-hint`, issue && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <ValueField
        id={id}
        type={type}
        inputMode={inputMode}
        value={value}
        maxLength={type === "text" ? 200 : undefined}
        onCommit={onCommit}
        onFocus={onFocus}
        aria-invalid={issue === undefined ? undefined : true}
        aria-describedby={described}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldIssue id={`${id}-error`} issue={issue} />
    </div>
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
  const described = [hint && `${id}-hint`, issue && `${id}-error`].filter(Boolean).join(" ") || undefined;
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
          aria-describedby={described}
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
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldIssue id={`${id}-error`} issue={issue} />
    </div>
  );
}
