import { type Extensions, Node } from "@tiptap/core";
import { isUuid } from "@/domain/kernel/ids";
import { planLimits } from "@/domain/plan/body";
import { planBlocks } from "./editor-blocks";
import { planLists } from "./editor-lists";
import { planMarks } from "./editor-marks";
import { planTables } from "./editor-tables";

/*
 * What the editor knows, under the names that domain/plan/plan.ts reads. What is not here cannot be typed, pasted or
 * received.
 */

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
  return [...planBlocks, ...planMarks, ...planLists(words), ...planTables, planImage(sourceOf), entry];
}
