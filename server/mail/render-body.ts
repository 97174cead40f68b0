import type { Block, Body, Inline } from "@/domain/plan/body";

/** A written text in a mail: the words, with the address of each link behind its words. */
export function bodyText(body: Body): string {
  return body.map((block) => blockText(block)).join("\n\n");
}

/** The same as simple HTML; of marks, bold and italic. */
export function bodyHtml(body: Body): string {
  return body.map(blockHtml).join("\n");
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function blockText(block: Block): string {
  if (block.kind === "paragraph" || block.kind === "heading") return block.inline.map(inlineText).join("");
  if (block.kind !== "bullets" && block.kind !== "numbers") return "";
  const sign = (at: number) => (block.kind === "numbers" ? `${block.start + at}. ` : "- ");
  return block.items.map((item, at) => `${sign(at)}${item.map(blockText).join("\n")}`).join("\n");
}

function inlineText(part: Inline): string {
  if (part.kind === "break") return "\n";
  return part.href === null || part.href === part.text ? part.text : `${part.text} (${part.href})`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p style="margin:0 0 16px">${inlineHtml(block.inline)}</p>`;
    case "heading":
      return `<h${block.level} style="font-size:19px;margin:24px 0 8px">${inlineHtml(block.inline)}</h${block.level}>`;
    case "bullets":
    case "numbers": {
      const tag = block.kind === "bullets" ? "ul" : "ol";
      const items = block.items.map((item) => `<li style="margin:0 0 8px">${item.map(itemHtml).join("")}</li>`);
      return `<${tag} style="margin:0 0 16px;padding-left:24px">${items.join("")}</${tag}>`;
    }
    default:
      return "";
  }
}

/** A list's item has no paragraph of its own around its words. */
function itemHtml(block: Block): string {
  return block.kind === "paragraph" ? inlineHtml(block.inline) : blockHtml(block);
}

function inlineHtml(inline: readonly Inline[]): string {
  return inline
    .map((part) => {
      if (part.kind === "break") return "<br>";
      let html = escapeHtml(part.text);
      if (part.marks.includes("bold")) html = `<strong>${html}</strong>`;
      if (part.marks.includes("italic")) html = `<em>${html}</em>`;
      return part.href === null ? html : `<a href="${escapeHtml(part.href)}" style="color:#0F5B4C">${html}</a>`;
    })
    .join("");
}
