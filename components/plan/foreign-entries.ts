import type { NewEntry } from "@/domain/calendar/agenda";
import { adoptedEntry } from "@/domain/plan/adopt-entry";

/** Whether pasted text shows entries of another coalition's agenda. */
export function hasForeignEntries(html: string, coalitionId: string): boolean {
  return html.includes("data-entry") && foreignIn(parse(html), coalitionId).length > 0;
}

/** Such entries become new ones of this agenda, by `write`; where that answers null, their words stay. */
export function adoptEntries(html: string, coalitionId: string, write: (fields: NewEntry) => string | null): string {
  if (!html.includes("data-entry")) return html;
  const page = parse(html);
  for (const block of foreignIn(page, coalitionId)) {
    const fields = adoptedEntry(block.dataset.facts ?? "");
    const id = fields && write(fields);
    if (id) block.dataset.entry = id;
    else {
      const words = page.createElement("p");
      words.textContent = String(fields?.title ?? "");
      block.replaceWith(words);
    }
  }
  return page.body.innerHTML;
}

const parse = (html: string) => new DOMParser().parseFromString(html, "text/html");

function foreignIn(page: Document, coalitionId: string): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>("[data-entry]")].filter(
    ({ dataset }) => dataset.coalition !== coalitionId,
  );
}
