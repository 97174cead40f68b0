import { describe, expect, it } from "vitest";
import { caretAfter } from "./value-field";

describe("the caret under other people's writing", () => {
  it("stays where it is when the change comes after it, and follows one that comes before", () => {
    expect(caretAfter("Car n° 1", "Car n° 1 Lille", 3)).toBe(3);
    expect(caretAfter("Car n° 1", "Le Car n° 1", 3)).toBe(6);
    expect(caretAfter("abcdef", "abc", 6)).toBe(3);
  });
});
