import { describe, expect, test } from "vitest";
import { codeSchema } from "./code";
import { emailSchema } from "./email";

describe("what people type to sign in", () => {
  test.each([
    ["  Someone@Example.ORG ", "someone@example.org"],
    ["someone\uFF20example.org", "someone@example.org"],
  ])("I1 · %j is an address", (typed, stored) => {
    expect(emailSchema.parse(typed)).toBe(stored);
  });

  test.each(["", "someone", "a@b", "a@b.org, c@d.org", '"a@b"@example.org', `${"a".repeat(250)}@example.org`, 7, null])(
    "I1 · %j is not, and the field is named",
    (typed) => {
      expect(emailSchema.safeParse(typed).error?.issues[0]?.message).toBe("email");
    },
  );

  test.each([
    ["012345", "012345"],
    [" 012 345 ", "012345"],
    ["012\u202F345", "012345"],
    ["012-345", "012345"],
  ])("I1 · %j is a code", (typed, stored) => {
    expect(codeSchema.parse(typed)).toBe(stored);
  });

  test.each(["", "12345", "1234567", "12345a", "٠١٢٣٤٥", 123456])("I1 · %j is not", (typed) => {
    expect(codeSchema.safeParse(typed).error?.issues[0]?.message).toBe("code");
  });
});
