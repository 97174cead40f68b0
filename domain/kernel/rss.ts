/** A feed (RSS 2.0), for readers of news. */
export type RssFeed = {
  title: string;
  link: string;
  /** The feed's own address. */
  self: string;
  description: string;
  language: string;
};
export type RssItem = {
  /** The same for the same thing at each call. */
  id: string;
  title: string;
  link: string;
  text: string;
  /** Since when it can be read; null where that is not known. */
  at: Date | null;
};

/** Control characters are none in XML; what would be markup is words. */
const words = (text: string) =>
  text
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

export function rssFile({ title, link, self, description, language }: RssFeed, items: readonly RssItem[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${words(title)}</title>
<link>${words(link)}</link>
<description>${words(description)}</description>
<language>${words(language)}</language>
<atom:link href="${words(self)}" rel="self" type="application/rss+xml"/>
${items.map(itemOf).join("")}</channel></rss>
`;
}

function itemOf({ id, title, link, text, at }: RssItem): string {
  return `<item><title>${words(title)}</title><link>${words(link)}</link><guid isPermaLink="false">${words(id)}</guid>${
    at === null ? "" : `<pubDate>${at.toUTCString()}</pubDate>`
  }<description>${words(text)}</description></item>
`;
}
