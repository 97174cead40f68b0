import { type Option, Segmented } from "@/components/ui/choice";

const numbers: Option[] = ["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }));

/** A field of a booking as its form holds it: what stands there, and what is wrong with it. */
type Held<Texts extends string> = {
  texts: Record<Texts, string>;
  value: string | undefined;
  error: string | undefined;
};

export function PartyField({ texts, value, error }: Held<"party">) {
  return <Segmented name="party" legend={texts.party} options={numbers} defaultValue={value ?? "1"} error={error} />;
}

export function DirectionField({ texts, value, error }: Held<"direction" | "both" | "outbound" | "return">) {
  return (
    <Segmented
      name="direction"
      legend={texts.direction}
      options={[
        { value: "both", label: texts.both },
        { value: "outbound", label: texts.outbound },
        { value: "return", label: texts.return },
      ]}
      defaultValue={value ?? "both"}
      error={error}
    />
  );
}
