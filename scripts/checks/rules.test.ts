import { expect, test } from "vitest";
import { checkRules } from "./rules";

const page = { path: "docs/rules/signup.md", text: "# Rules\n\n- **S1** One.\n  more\n- **S2** Two.\n" };
const cites = (...titles: string[]) => ({
  path: "a.test.ts",
  text: titles.map((title) => `test("${title}", () => {});`).join("\n"),
});

test("each rule needs a test", () => {
  expect(checkRules([page], [cites("S1 · one", "S2 · two")])).toEqual([]);
  expect(checkRules([page], [cites("S1, S2 · both")])).toEqual([]);
  expect(checkRules([page], [cites("S1 · one", "without a number")])).toEqual([
    "docs/rules/signup.md: no test cites S2",
  ]);
});

test("a test cites only rules that are written", () => {
  expect(checkRules([page], [cites("S1 · one", "S2 · two", "S9 · nine")]).join()).toContain("cites S9");
});

test("numbers do not repeat, and a page has some", () => {
  const jumps = { ...page, text: "- **S1** One.\n- **S3** Three.\n- **S3** Again.\n" };
  expect(checkRules([jumps], [cites("S1 · one", "S3 · three")])).toHaveLength(2);
  expect(checkRules([{ ...page, text: "1. One." }], [])).toHaveLength(1);
});
