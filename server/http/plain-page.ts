import en from "@/messages/en.json";
import fr from "@/messages/fr.json";

const texts = { fr: fr.server, en: en.server };
type Reason = keyof typeof fr.server.page;

const reasons: Record<number, Reason> = {
  400: "malformed",
  403: "foreign",
  404: "unknown",
  405: "malformed",
  408: "tooSlow",
  409: "outdated",
  411: "malformed",
  413: "tooLarge",
  415: "malformed",
  431: "tooLarge",
  503: "stopping",
};

const style = `
  :root { color-scheme: light dark; --papier: #FBF7EF; --encre: #1D2A2E; --sapin: #0F5B4C; --trait: #D8CDB8; --carte: #FFF }
  @media (prefers-color-scheme: dark) {
    :root { --papier: #14201F; --encre: #F4EFE4; --sapin: #7FD1B4; --trait: #33474A; --carte: #1C2B2A }
  }
  body { margin: 0; background: var(--papier); color: var(--encre); font: 17px/1.55 system-ui, sans-serif }
  main { max-width: 36rem; margin: 12vh auto; padding: 24px; background: var(--carte); border: 2px dashed var(--trait); border-radius: 16px }
  h1 { font-size: 28px; line-height: 1.2; margin: 0 0 12px }
  a { color: var(--sapin); font-weight: 600 }
  @media (max-width: 40rem) { main { margin: 24px 16px } }`;

/** A whole page for the answers that are given before Next: no script, no file, nothing typed is shown again. */
export function plainPage(status: number, path: string): string {
  const locale = path === "/en" || path.startsWith("/en/") ? "en" : "fr";
  const { page, home } = texts[locale];
  const { title, text } = page[reasons[status] ?? "failed"];
  return `<!doctype html>
<html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Cortège</title><style>${style}</style>
<main><h1>${title}</h1><p>${text}</p><p><a href="${locale === "en" ? "/en" : "/"}">${home}</a></p></main></html>
`;
}
