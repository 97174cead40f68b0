import type { Editor } from "@tiptap/core";
import { markdownLimits, readMarkdown } from "@/domain/plan/read-markdown";
import { contentOf } from "./content";
import type { Wanted } from "./plan-props";

/** Writes a file after what stands in the text, or a version in its place; answers with what is to be said of it. */
export function putIn(editor: Editor, wanted: Wanted, imagesHref: string): "putBack" | "imported" | "importTooLarge" {
  if (wanted.kind === "version") {
    editor.commands.setContent(contentOf(wanted.body));
    return "putBack";
  }
  if (wanted.text.length > markdownLimits.bytes) return "importTooLarge";
  const { body } = readMarkdown(wanted.text, (href) => {
    const at = href.lastIndexOf(`${imagesHref}/`);
    return at === -1 ? null : href.slice(at + imagesHref.length + 1);
  });
  if (editor.isEmpty) editor.commands.setContent(contentOf(body));
  else editor.commands.insertContentAt(editor.state.doc.content.size, contentOf(body));
  return "imported";
}
