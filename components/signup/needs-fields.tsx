import { Check, Choice } from "@/components/ui/choice";
import { FieldFrame } from "@/components/ui/field";

export type PriceOption = { value: string; label: string; aside?: string };
export type NeedsTexts = Record<"price" | "priceHint" | "wheelchair" | "accessNeed" | "accessNeedHint", string> & {
  /** How many places for wheelchairs there are; null where nobody said. */
  wheelchairHint: string | null;
};

/** The price chosen: the first one, unless somebody chooses another. */
export function PriceField({
  prices,
  value,
  error,
  texts,
}: {
  prices: readonly PriceOption[];
  value: string | undefined;
  error: string | undefined;
  texts: NeedsTexts;
}) {
  if (prices.length === 0) return null;
  return (
    <Choice
      name="price"
      legend={texts.price}
      hint={texts.priceHint}
      options={prices}
      defaultValue={value ?? prices[0]?.value}
      error={error}
    />
  );
}

/** What somebody needs to travel: read by who runs the trip, and by nobody else. */
export function NeedsFields({
  values,
  errors,
  texts,
}: {
  values: Record<string, string>;
  errors: Record<string, string>;
  texts: NeedsTexts;
}) {
  return (
    <>
      <div className="field">
        <Check id="wheelchair" name="wheelchair" defaultChecked={Boolean(values.wheelchair)}>
          {texts.wheelchair}
        </Check>
        {texts.wheelchairHint ? <p className="hint">{texts.wheelchairHint}</p> : null}
      </div>
      <FieldFrame id="accessNeed" label={texts.accessNeed} hint={texts.accessNeedHint} error={errors.accessNeed}>
        <textarea
          className="input"
          id="accessNeed"
          name="accessNeed"
          rows={2}
          maxLength={300}
          autoComplete="off"
          defaultValue={values.accessNeed}
          aria-invalid={errors.accessNeed ? true : undefined}
          aria-describedby={errors.accessNeed ? "accessNeed-hint accessNeed-error" : "accessNeed-hint"}
        />
      </FieldFrame>
    </>
  );
}
