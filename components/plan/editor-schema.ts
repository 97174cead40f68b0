import { type Extensions, mergeAttributes, Node } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { isUuid } from "@/domain/kernel/ids";
import { headingLevels, planLimits } from "@/domain/plan/body";
import { planLists } from "./editor-lists";
import { planMarks } from "./editor-marks";
import { planTables } from "./editor-tables";

/*
 * What the editor knows, under the names that domain/plan/plan.ts reads. What is not here cannot be typed, pasted or
 * received.
 */

/** Our own headings begin at h2, since the title is the h1; those of other programs begin at h1. */
const PlanHeading = Heading.extend({
  parseHTML: () =>
    ["h1", "h2", "h3", "h4", "h5", "h6"].map((tag, index) => ({
      tag,
      getAttrs: (element: HTMLElement) => {
        const own = headingLevels.find((level) => String(level) === element.dataset.level);
        return { level: own ?? Math.min(index + 1, 3) };
      },
    })),
  renderHTML: ({ node, HTMLAttributes }) => [
    `h${Number(node.attrs.level) + 1}`,
    mergeAttributes(HTMLAttributes, { "data-level": String(node.attrs.level) }),
    0,
  ],
}).configure({ levels: [...headingLevels] });

const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "div.callout" }],
  renderHTML: () => ["div", { class: "callout" }, 0],
});

/** An image that the server keeps, by its id: `sourceOf` says where it is. */
const planImage = (sourceOf: (id: string) => string) =>
  Node.create({
    name: "image",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({ imageId: { default: null }, alt: { default: "" } }),
    parseHTML: () => [
      {
        tag: "img[data-image]",
        getAttrs: (element: HTMLElement) => {
          const imageId = element.dataset.image;
          const alt = (element.getAttribute("alt") ?? "").slice(0, planLimits.alt);
          return isUuid(imageId) ? { imageId, alt } : false;
        },
      },
    ],
    renderHTML: ({ node }) => {
      const { imageId, alt } = node.attrs;
      if (!isUuid(imageId)) return ["span", { class: "plan-lost" }];
      return ["img", { "data-image": imageId, src: sourceOf(imageId), alt: String(alt) }];
    },
  });

/** A block of the agenda: its entry's id and nothing else. */
export const Entry = Node.create({
  name: "entry",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ entryId: { default: null } }),
  parseHTML: () => [
    {
      tag: "div[data-entry]",
      getAttrs: (element: HTMLElement) => {
        const entryId = element.dataset.entry;
        return isUuid(entryId) ? { entryId } : false;
      },
    },
  ],
  renderHTML: ({ node }) => ["div", { "data-entry": String(node.attrs.entryId) }],
});

export function planSchema({
  sourceOf,
  words,
  entry = Entry,
}: {
  sourceOf: (id: string) => string;
  words: { check: string };
  /** The block of the agenda; the editor gives it a view. */
  entry?: Node;
}): Extensions {
  return [
    Document,
    Paragraph,
    Text,
    PlanHeading,
    ...planMarks,
    Blockquote,
    Callout,
    ...planLists(words),
    ...planTables,
    HardBreak,
    HorizontalRule,
    planImage(sourceOf),
    entry,
  ];
}
