import { expect, test } from "vitest";
import { rssFile } from "./rss";

test("B6 · a feed holds what was written as words, whatever it is", () => {
  const feed = {
    title: "A & B",
    link: "https://x.example.org/?a=1&b=2",
    self: "https://x.example.org/f",
    description: "",
    language: "fr",
  };
  const evil = `]]></title><script>alert(1)</script>\u0000\u0008"`;
  const file = rssFile(feed, [{ id: "1", title: evil, link: "https://x.example.org/1", text: evil, at: new Date(0) }]);
  expect(file).toContain("<title>A &amp; B</title>");
  expect(file).toContain("]]&gt;&lt;/title&gt;&lt;script&gt;");
  expect(file).not.toContain("<script");
  for (const sign of ["\u0000", "\u0008"]) expect(file).not.toContain(sign);
  expect(file).toContain("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>");
});
