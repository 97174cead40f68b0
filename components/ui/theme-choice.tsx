type ThemeChoiceProps = {
  label: string;
  options: readonly { value: string; label: string }[];
  current: string;
  action: (form: FormData) => Promise<void>;
};

/** Light, dark, or as the system does: one press each, also without JavaScript. */
export function ThemeChoice({ label, options, current, action }: ThemeChoiceProps) {
  return (
    <form className="theme" action={action}>
      <fieldset className="row">
        <legend className="sr">{label}</legend>
        {options.map((option) => (
          <button
            type="submit"
            key={option.value}
            name="theme"
            value={option.value}
            aria-pressed={option.value === current}
          >
            {option.label}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
