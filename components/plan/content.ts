import type { JSONContent } from "@tiptap/core";
import type { Block, Body, Inline } from "@/domain/plan/body";

/** A tree as the editor takes it: of a version that is put back, of a file that is read. */
export function contentOf(body: Body): JSONContent[] {
  return body.map(nodeOf);
}

/** What holds blocks holds at least a paragraph. */
function filled(body: Body): JSONContent[] {
  return body.length === 0 ? [{ type: "paragraph" }] : contentOf(body);
}

/** An item begins with a paragraph. */
function item(body: Body): JSONContent[] {
  const content = filled(body);
  return content[0]?.type === "paragraph" ? content : [{ type: "paragraph" }, ...content];
}

function nodeOf(block: Block): JSONContent {
  switch (block.kind) {
    case "paragraph":
      return { type: "paragraph", content: inlines(block.inline) };
    case "heading":
      return { type: "heading", attrs: { level: block.level }, content: inlines(block.inline) };
    case "bullets":
      return { type: "bulletList", content: block.items.map((each) => ({ type: "listItem", content: item(each) })) };
    case "numbers":
      return {
        type: "orderedList",
        attrs: { start: block.start },
        content: block.items.map((each) => ({ type: "listItem", content: item(each) })),
      };
    case "checks":
      return {
        type: "taskList",
        content: block.items.map(({ done, blocks }) => ({
          type: "taskItem",
          attrs: { checked: done },
          content: item(blocks),
        })),
      };
    case "table":
      return {
        type: "table",
        content: block.rows.map((cells) => ({
          type: "tableRow",
          content: cells.map(({ header, colspan, rowspan, blocks }) => ({
            type: header ? "tableHeader" : "tableCell",
            attrs: { colspan, rowspan },
            content: filled(blocks),
          })),
        })),
      };
    case "quote":
      return { type: "blockquote", content: filled(block.blocks) };
    case "callout":
      return { type: "callout", content: filled(block.blocks) };
    case "image":
      return { type: "image", attrs: { imageId: block.imageId, alt: block.alt } };
    case "rule":
      return { type: "horizontalRule" };
    case "entry":
      return { type: "entry", attrs: { entryId: block.entryId } };
  }
}

function inlines(parts: readonly Inline[]): JSONContent[] {
  return parts.flatMap((part): JSONContent[] => {
    if (part.kind === "break") return [{ type: "hardBreak" }];
    if (part.text === "") return [];
    const marks = part.marks.map((type) => ({ type: String(type), attrs: {} }));
    if (part.href !== null) marks.push({ type: "link", attrs: { href: part.href } });
    return [{ type: "text", text: part.text, marks }];
  });
}
