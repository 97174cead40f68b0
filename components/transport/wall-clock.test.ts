import { describe, expect, it } from "vitest";
import { clockText, joinClock, longDay, shortDay } from "./wall-clock";

describe("wall-clock text", () => {
  it("says the time alone on the day of the departure, and the weekday on another", () => {
    expect(clockText("2026-11-29T08:30", "2026-11-29", "fr")).toBe("8\u00A0h\u00A030");
    expect(clockText("2026-11-28T17:00", "2026-11-29", "fr")).toBe("sam.\u00A017\u00A0h\u00A000");
    expect(clockText(null, "2026-11-29", "fr")).toBe("");
  });

  it("joins a day and a time only when both are whole", () => {
    expect(joinClock("2026-11-29", "08:30")).toBe("2026-11-29T08:30");
    expect(joinClock("2026-11-29", "")).toBeNull();
    expect(joinClock("", "08:30")).toBeNull();
  });

  it("opens a day with a capital, and says the day before the month in both languages", () => {
    expect(longDay("2026-11-29", "fr")).toBe("Dimanche 29 novembre");
    expect(longDay("2026-11-29", "en")).toBe("Sunday 29 November");
    expect(shortDay("2026-11-29", "en")).toBe("29 November");
  });
});
