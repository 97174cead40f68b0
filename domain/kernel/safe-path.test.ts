import { describe, expect, test } from "vitest";
import { safePath } from "./safe-path";

describe("safePath", () => {
  test.each(["/espace/lille", "/lille?de=x&vers=y", "/", "/a%2F%2Fb"])("I12 · %s is kept", (path) => {
    expect(safePath(path, "/x")).toBe(path);
  });

  test.each([
    "https://example.org/",
    "//example.org",
    "/\\example.org",
    "\\\\example.org",
    "/\t/example.org",
    "/.//example.org",
    "/x/..//example.org",
    "javascript:alert(1)",
    "espace",
    "",
    `/${"a".repeat(2001)}`,
  ])("I12 · %j leads to the fallback, never to another site", (wish) => {
    expect(safePath(wish, "/espace")).toBe("/espace");
  });

  test("I12 · nothing at all leads to the fallback", () => {
    expect(safePath(undefined, "/espace")).toBe("/espace");
    expect(safePath(null, "/espace")).toBe("/espace");
  });
});
