import { expect, test } from "vitest";
import { etagOf, hasAlready } from "./conditional";

test("a browser that has it is not sent it again, whatever else it has", () => {
  const etag = etagOf("a", [1]);
  const asks = (value?: string) =>
    hasAlready(new Request("https://example.org", { headers: value ? { "if-none-match": value } : {} }), etag);
  expect(etagOf("a", [1])).toBe(etag);
  expect(etagOf("a", [2])).not.toBe(etag);
  expect(asks(etag)).toBe(true);
  expect(asks(`"other", ${etag.slice(2)}`)).toBe(true);
  expect(asks("*")).toBe(true);
  expect(asks()).toBe(false);
  expect(asks('"other"')).toBe(false);
});
