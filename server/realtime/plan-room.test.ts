import { getSchema, type JSONContent } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import { prosemirrorToYXmlFragment, updateYFragment } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { planSchema } from "@/components/plan/editor-schema";
import { templateContent } from "@/components/plan/template-content";
import { plainText } from "@/domain/plan/body";
import { bodyFragment, newPlan } from "@/domain/plan/plan";
import { readPlan } from "@/domain/plan/read-plan";
import { checkUpdate } from "./check-update";

const schema = getSchema(planSchema({ sourceOf: (id) => id, words: { check: "Fait" } }));
const id = "5f0e7c0a-4c53-4d3e-9a52-0d3f4f1c2b11";
const paragraph = (text: string, marks: JSONContent["marks"] = []): JSONContent => ({
  type: "paragraph",
  content: [{ type: "text", text, marks }],
});
const everything: JSONContent[] = [
  { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: "Titre" }] },
  paragraph("gras et lien", [{ type: "bold" }, { type: "link", attrs: { href: "https://exemple.org/" } }]),
  {
    type: "bulletList",
    content: [
      {
        type: "listItem",
        content: [
          paragraph("un"),
          { type: "orderedList", attrs: { start: 3 }, content: [{ type: "listItem", content: [paragraph("deux")] }] },
        ],
      },
    ],
  },
  { type: "taskList", content: [{ type: "taskItem", attrs: { checked: true }, content: [paragraph("fait")] }] },
  {
    type: "table",
    content: [
      { type: "tableRow", content: [{ type: "tableHeader", content: [paragraph("a")] }] },
      {
        type: "tableRow",
        content: [{ type: "tableCell", attrs: { rowspan: 1, colspan: 1 }, content: [paragraph("b")] }],
      },
    ],
  },
  { type: "blockquote", content: [paragraph("dit")] },
  { type: "callout", content: [paragraph("encadré")] },
  { type: "horizontalRule" },
  { type: "image", attrs: { imageId: id, alt: "Une place" } },
  { type: "entry", attrs: { entryId: id } },
  { type: "paragraph", content: [{ type: "text", text: "x" }, { type: "hardBreak" }, { type: "text", text: "y" }] },
];
const node = (content: JSONContent[]) => Node.fromJSON(schema, { type: "doc", content });

test("P3 · what the editor can hold is read back as it was written, and nothing of it is lost", () => {
  const doc = new Y.Doc();
  prosemirrorToYXmlFragment(node(everything), bodyFragment(doc));
  const { body } = readPlan(doc);
  expect(body.map((block) => block.kind)).toEqual([
    "heading",
    "paragraph",
    "bullets",
    "checks",
    "table",
    "quote",
    "callout",
    "rule",
    "image",
    "entry",
    "paragraph",
  ]);
  expect(body[1]).toEqual({
    kind: "paragraph",
    inline: [{ kind: "text", text: "gras et lien", marks: ["bold"], href: "https://exemple.org/" }],
  });
  expect(body[2]).toMatchObject({ items: [[{ kind: "paragraph" }, { kind: "numbers", start: 3 }]] });
  expect(plainText(body)).toBe("Titre\ngras et lien\nun\ndeux\nfait\na\nb\ndit\nencadré\nUne place\nx y");
});

test("P3 · every change of the editor passes the check of the room, step by step", () => {
  const room = new Y.Doc();
  Y.applyUpdate(room, newPlan("Plan"));
  const browser = new Y.Doc();
  Y.applyUpdate(browser, Y.encodeStateAsUpdate(room));
  const kinds: string[] = [];
  browser.on("update", (update: Uint8Array) => {
    const checked = checkUpdate(room, update);
    kinds.push(checked.kind);
    if (checked.kind === "news") Y.applyUpdate(room, checked.update);
  });
  const meta = { mapping: new Map(), isOMark: new Map() };
  const states = [
    everything.slice(0, 2),
    everything,
    everything.slice(3).reverse(),
    templateContent(
      { name: "march", day: "2026-12-29" },
      (key) => key,
      "fr",
      () => id,
    ),
    [paragraph("")].map(() => ({ type: "paragraph" })),
  ];
  for (const state of states) updateYFragment(browser, bodyFragment(browser), node(state), meta);
  expect(new Set(kinds)).toEqual(new Set(["news"]));
  expect(kinds.length).toBeGreaterThanOrEqual(states.length);
  expect(readPlan(room)).toEqual(readPlan(browser));
});

test("P2 · no link and no image of the editor leads elsewhere than they may", () => {
  const hostile = node([paragraph("ici", [{ type: "link", attrs: { href: "javascript:alert(1)" } }])]);
  const [mark] = hostile.firstChild?.firstChild?.marks ?? [];
  const shown = mark?.type.spec.toDOM?.(mark, true);
  expect(JSON.stringify(shown)).not.toContain("javascript");
  const image = node([
    { type: "image", attrs: { imageId: "https://elsewhere.example.org/x.png", alt: "" } },
  ]).firstChild;
  expect(JSON.stringify(image?.type.spec.toDOM?.(image))).not.toContain("elsewhere");
});
