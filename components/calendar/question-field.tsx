import { Field, FieldError, FieldFrame, Select } from "@/components/ui/field";

/** A question as its form draws it. Without an answer, the first of a list is none. */
export type QuestionDrawn = {
  name: string;
  kind: "one" | "several" | "list" | "number" | "text";
  label: string;
  hint: string | null;
  options: readonly { value: string; label: string }[];
  /** Asked behind a fold. */
  folded: boolean;
};

type Props = { question: QuestionDrawn; value: readonly string[]; error: string | undefined };

export function QuestionField({ question, value, error }: Props) {
  const { name, kind, label, hint, options } = question;
  const [first = ""] = value;
  switch (kind) {
    case "one":
    case "several":
      return (
        <fieldset className="field" aria-describedby={error ? `${name}-error` : undefined}>
          <legend className="legend">{label}</legend>
          <div className="row">
            {options.map((option) => (
              <label className="chip" key={option.value} htmlFor={`${name}-${option.value}`}>
                <input
                  type={kind === "one" ? "radio" : "checkbox"}
                  id={`${name}-${option.value}`}
                  name={name}
                  value={option.value}
                  defaultChecked={value.includes(option.value)}
                />
                {option.label}
              </label>
            ))}
          </div>
          {hint ? <p className="hint">{hint}</p> : null}
          {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
        </fieldset>
      );
    case "list":
      return (
        <Select id={name} name={name} label={label} hint={hint} options={options} defaultValue={first} error={error} />
      );
    case "number":
      return (
        <Field
          id={name}
          name={name}
          type="number"
          min={0}
          max={10}
          label={label}
          hint={hint}
          defaultValue={first || "0"}
          error={error}
        />
      );
    case "text":
      return (
        <FieldFrame id={name} label={label} hint={hint} error={error}>
          <textarea
            className="input"
            id={name}
            name={name}
            rows={2}
            maxLength={300}
            autoComplete="off"
            defaultValue={first}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${name}-error` : undefined}
          />
        </FieldFrame>
      );
  }
}
