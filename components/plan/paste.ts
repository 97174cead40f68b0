import { blobOfData } from "./images";

/*
 * What word processors put on the clipboard, made into what the editor's schema reads. The schema itself drops whatever
 * it does not know.
 */

/** What was on the clipboard, which the browser takes back once the event is over. */
export type Pasted = { readonly html: string; readonly files: readonly File[] };

/** Word writes list items as paragraphs with a style of its own; here they become lists again. */
export function cleanPastedHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const junk of page.querySelectorAll("style, script, meta, link, title")) junk.remove();
  for (const element of page.querySelectorAll("*")) {
    // Word's own elements (o:p, w:sdt …) hold text that stays.
    if (element.tagName.includes(":")) element.replaceWith(...element.childNodes);
  }
  wordLists(page);
  for (const title of page.querySelectorAll("p.MsoTitle")) {
    const heading = page.createElement("h1");
    heading.append(...title.childNodes);
    title.replaceWith(heading);
  }
  return page.body.innerHTML;
}

const wordItem = /mso-list:\s*l\d+\s+level(\d+)/;

function wordLists(page: Document): void {
  const items = [...page.querySelectorAll<HTMLElement>("p[style*='mso-list'], p[class*='MsoListParagraph']")];
  let open: { list: HTMLElement; level: number }[] = [];
  let last: Element | null = null;
  for (const item of items) {
    const level = Number(wordItem.exec(item.getAttribute("style") ?? "")?.[1] ?? 0);
    if (level === 0) continue;
    const marker = [...item.querySelectorAll<HTMLElement>("span")].find((span) =>
      /mso-list:\s*Ignore/i.test(span.getAttribute("style") ?? ""),
    );
    const tag = /^\W*(\d+|[a-z])[.)]/i.test(marker?.textContent ?? "") ? "ol" : "ul";
    marker?.remove();
    for (const comment of [...item.childNodes].filter((node) => node.nodeType === Node.COMMENT_NODE)) comment.remove();
    if (last === null || item.previousElementSibling !== last) open = [];
    open = open.filter((each) => each.level <= level);
    let top = open.at(-1);
    if (top === undefined || top.level < level || top.list.tagName.toLowerCase() !== tag) {
      const list = page.createElement(tag);
      const parent = top === undefined ? null : top.level < level ? top.list.lastElementChild : null;
      if (top !== undefined && top.level === level) open.pop();
      if (parent === null) item.before(list);
      else parent.append(list);
      top = { list, level };
      open.push(top);
    }
    const entry = page.createElement("li");
    const words = page.createElement("p");
    words.append(...item.childNodes);
    entry.append(words);
    top.list.append(entry);
    item.remove();
    last = open[0]?.list ?? null;
  }
}

export type PastedImages = {
  /** Images whose bytes came along, in their order. */
  readonly here: readonly Blob[];
  /** Those that lie elsewhere: on the other program's disk, or behind an address that this page does not open. */
  readonly elsewhere: number;
  /** The text with a mark where each image of `here` stood. */
  readonly html: string;
};

/** Takes the images out of what was pasted; null when there are none. */
export function pastedImages(html: string): PastedImages | null {
  const page = new DOMParser().parseFromString(html, "text/html");
  const images = [...page.querySelectorAll("img")].filter((image) => image.dataset.image === undefined);
  if (images.length === 0) return null;
  const here: Blob[] = [];
  for (const image of images) {
    const blob = blobOfData(image.getAttribute("src") ?? "");
    if (blob === null) image.remove();
    else {
      image.removeAttribute("src");
      image.dataset.waiting = String(here.push(blob) - 1);
    }
  }
  return { here, elsewhere: images.length - here.length, html: page.body.innerHTML };
}

/** The pasted text once its images are kept: `ids` in the order of `here`, null for one that could not be. */
export function withImages(html: string, ids: readonly (string | null)[]): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const image of page.querySelectorAll<HTMLElement>("img[data-waiting]")) {
    const id = ids[Number(image.dataset.waiting)];
    delete image.dataset.waiting;
    if (id) image.dataset.image = id;
    else image.remove();
  }
  // An image inside a paragraph becomes a block beside it.
  return page.body.innerHTML;
}
