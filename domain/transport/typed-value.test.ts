import { describe, expect, test } from "vitest";
import { settleText, settleValue } from "./typed-value";

const same = { kind: "same" };
const write = (value: string) => ({ kind: "write", value });
const pick = (mine: string, theirs: string) => ({ kind: "pick", mine, theirs });

describe("a value typed while it may move", () => {
  test.each([
    ["8:30", "8:30", "8:45", same, "left as it was, what the other wrote stands"],
    ["8:30", "8:45", "8:30", write("8:45"), "only this person changed it"],
    ["8:30", "8:45", "8:45", same, "both wrote the same"],
    ["8:30", "8:40", "8:45", pick("8:40", "8:45"), "both changed it"],
    ["", "12", "14", pick("12", "14"), "both filled it in"],
    ["12", "", "14", pick("", "14"), "emptied by one, changed by the other"],
  ])("T70 · %j typed as %j while it became %j: %j (%s)", (base, mine, theirs, settled) => {
    expect(settleValue(base, mine, theirs)).toEqual(settled);
  });
});

describe("a text typed while it may move", () => {
  test("T70 · changes in different places are both kept, whoever began first", () => {
    const base = "Rendez-vous à 8 h, parking nord";
    const mine = "Rendez-vous à 9 h, parking nord";
    const theirs = "Rendez-vous à 8 h, parking sud, sous le lampadaire";
    const both = write("Rendez-vous à 9 h, parking sud, sous le lampadaire");
    expect(settleText(base, mine, theirs)).toEqual(both);
    expect(settleText(base, theirs, mine)).toEqual(both);
  });

  test("T70 · one writes at the start, the other at the end", () => {
    expect(settleText("car", "Le car", "car de Lille")).toEqual(write("Le car de Lille"));
    expect(settleText("car", "car de Lille", "Le car")).toEqual(write("Le car de Lille"));
  });

  test("T70 · changes that meet are shown, never mixed", () => {
    expect(settleText("parking nord", "parking sud", "parking est")).toEqual(pick("parking sud", "parking est"));
    expect(settleText("", "Lille", "Lens")).toEqual(pick("Lille", "Lens"));
  });

  test("T70 · characters of two halves are never cut", () => {
    const base = "A \u{1F68C} B";
    const merged = settleText(base, "A \u{1F68D} B", "A \u{1F68C} B, à l’heure");
    expect(merged).toEqual(write("A \u{1F68D} B, à l’heure"));
    expect(settleText(base, "A \u{1F68D} B", "A \u{1F68E} B").kind).toBe("pick");
  });
});
