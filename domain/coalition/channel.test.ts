import { expect, test } from "vitest";
import { channelAddress, channelWords } from "./channel";

test.each([
  ["page", "exemple.org", "https://exemple.org"],
  ["page", " http://exemple.org/x ", "http://exemple.org/x"],
  ["social", "https://mastodon.example.org/@climat", "https://mastodon.example.org/@climat"],
  ["list", "climat@listes.example.org", "mailto:climat@listes.example.org"],
  ["list", "https://listes.example.org/climat", "https://listes.example.org/climat"],
  ["phone", "+33 6 39 98 00 01", "tel:+33639980001"],
] as const)("B53 · %s « %s » is a link", (kind, typed, address) => {
  expect(channelAddress(kind, typed)).toBe(address);
});

test.each([
  ["page", "javascript:alert(1)"],
  ["page", "JavaScript://exemple.org/%0aalert(1)"],
  ["page", "data:text/html,x"],
  ["page", "nulle part"],
  ["page", "https://exemple.org@ailleurs.example.org/"],
  ["page", "climat@exemple.org"],
  ["list", "mailto:a@b.org?bcc=c@d.org"],
  ["phone", "appelez-moi"],
  ["phone", "tel:javascript:alert(1)"],
  ["social", `https://exemple.org/${"x".repeat(300)}`],
] as const)("B53 · %s « %s » is none", (kind, typed) => {
  expect(channelAddress(kind, typed)).toBeNull();
});

test("B53 · an address is written as people say it", () => {
  expect(channelWords("https://www.exemple.org/")).toBe("exemple.org");
  expect(channelWords("mailto:climat@listes.example.org")).toBe("climat@listes.example.org");
  expect(channelWords("tel:0639980001")).toBe("06 39 98 00 01");
  expect(channelWords("tel:+33639980001")).toBe("+33639980001");
});
