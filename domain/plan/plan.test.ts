import { expect, test } from "vitest";
import * as Y from "yjs";
import { type Block, blocksOf, entriesOf, plainText, planLimits, safeHref, typedHref } from "./body";
import { parseBody } from "./body-schema";
import { bodyFragment, newPlan, planTitle, setTitle } from "./plan";
import { readPlan, readTitle } from "./read-plan";
import { daysBefore, declaration, templateParts } from "./template";
import { templates } from "./template-names";
import { hostileAddresses, hostileTexts } from "./testing-hostile";
import { unsentLines } from "./unsent";

function element(name: string, attributes: Record<string, unknown> = {}, ...children: Array<Y.XmlElement | Y.XmlText>) {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}
function text(words: string, marks: Record<string, unknown> = {}) {
  const made = new Y.XmlText();
  made.insert(0, words, marks);
  return made;
}
function body(...children: Array<Y.XmlElement | Y.XmlText>): Y.Doc {
  const doc = new Y.Doc();
  bodyFragment(doc).insert(0, children);
  return doc;
}
const paragraph = (words: string, marks: Record<string, unknown> = {}) => element("paragraph", {}, text(words, marks));
const plain = (words: string): Block => ({
  kind: "paragraph",
  inline: [{ kind: "text", text: words, marks: [], href: null }],
});
const id = "5f0e7c0a-4c53-4d3e-9a52-0d3f4f1c2b11";

test("P1 · what the list knows is read, with its marks, and what it does not know is left out", () => {
  const doc = body(
    element("heading", { level: 2 }, text("Titre")),
    element("paragraph", {}, text("gras", { bold: {}, "italic--x": {}, blink: {} }), element("hardBreak"), text("b")),
    element("taskList", {}, element("taskItem", { checked: true }, paragraph("fait")), element("script")),
    element("table", {}, element("tableRow", {}, element("tableHeader", { colspan: 2 }, paragraph("t")))),
    element("image", { imageId: id, alt: "Une place" }),
    element("image", { imageId: "../../x", src: "https://elsewhere.example.org" }),
    element("entry", { entryId: id }),
    element("iframe", { src: "https://elsewhere.example.org" }, text("x")),
    element("paragraph", { onclick: "alert(1)", style: "x" }, element("script", {}, text("alert(1)"))),
    text("nu"),
  );
  const read = readPlan(doc).body;
  expect(read).toEqual([
    { kind: "heading", level: 2, inline: [{ kind: "text", text: "Titre", marks: [], href: null }] },
    {
      kind: "paragraph",
      inline: [
        { kind: "text", text: "gras", marks: ["bold", "italic"], href: null },
        { kind: "break" },
        { kind: "text", text: "b", marks: [], href: null },
      ],
    },
    { kind: "checks", items: [{ done: true, blocks: [plain("fait")] }] },
    { kind: "table", rows: [[{ header: true, colspan: 2, rowspan: 1, blocks: [plain("t")] }]] },
    { kind: "image", imageId: id, alt: "Une place" },
    { kind: "entry", entryId: id },
    { kind: "paragraph", inline: [] },
  ]);
  expect(parseBody(JSON.parse(JSON.stringify(read)))).toEqual(read);
  expect(entriesOf(read)).toEqual([id]);
  expect(plainText(read)).toBe("Titre\ngras b\nfait\nt\nUne place");
});

test("P1 · depth, number and length are bounded, and nothing that is read can fail a reader", () => {
  let deep = element("blockquote", {}, paragraph("au fond"));
  for (let level = 0; level < 60; level++) deep = element("blockquote", {}, deep);
  expect(plainText(readPlan(body(deep)).body)).toBe("");
  const many = Array.from({ length: planLimits.nodes + 500 }, () => element("horizontalRule"));
  expect([...blocksOf(readPlan(body(...many)).body)].length).toBe(planLimits.nodes);
  const long = readPlan(body(paragraph("a".repeat(planLimits.text)), paragraph("encore"))).body;
  expect(plainText(long).length).toBe(planLimits.text);
  const odd = body(
    element("heading", { level: "1; drop" }, text("h")),
    element("orderedList", { start: Number.NaN }, element("listItem", {}, paragraph("i"))),
    element("tableRow", {}, element("tableCell")),
    element("table", {}, element("tableRow", {}, element("tableCell", { colspan: 1e9, rowspan: -1 }, paragraph("c")))),
  );
  odd.getXmlFragment("body").push([new Y.XmlHook("x") as unknown as Y.XmlElement]);
  odd.getMap("plan").set("title", { toString: 1 });
  const { title, body: read } = readPlan(odd);
  expect(title).toBe("");
  expect(parseBody(read)).toEqual(read);
  expect(read).toContainEqual({
    kind: "table",
    rows: [[{ header: false, colspan: 1, rowspan: 1, blocks: [plain("c")] }]],
  });
});

test("P1 · a body or a title of another kind than a plan's is empty", () => {
  const doc = new Y.Doc();
  doc.getMap("body").set("paragraph", "x");
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  expect(readPlan(copy)).toEqual({ title: "", body: [] });
});

test("P1 · what SQL could not keep is taken out of every text", () => {
  const doc = body(paragraph("a\0b\ud800c"), element("image", { imageId: id, alt: "\0z" }));
  doc.getMap("plan").set("title", new Y.Text(`${"x".repeat(planLimits.title - 1)}😀`));
  const { title, body: read } = readPlan(doc);
  expect(plainText(read)).toBe("abc\nz");
  expect(title).toBe("x".repeat(planLimits.title - 1));
});

test("P1, P2 · over a hundred and twenty hostile strings stay words, and lead nowhere", () => {
  expect(hostileTexts.length + hostileAddresses.length).toBeGreaterThanOrEqual(120);
  const doc = body(
    ...hostileTexts.map((words) => paragraph(words)),
    ...hostileAddresses.map((href) => paragraph("ici", { link: { href } })),
    ...hostileTexts.map((words) => element("image", { imageId: words, alt: words })),
    ...hostileTexts.map((words) => element("entry", { entryId: words })),
  );
  const read = readPlan(doc).body;
  expect(read.every((block) => block.kind === "paragraph")).toBe(true);
  const links = read.flatMap((block) =>
    block.kind === "paragraph"
      ? block.inline.flatMap((part) => (part.kind === "text" && part.href ? [part.href] : []))
      : [],
  );
  for (const href of links) expect(href).toMatch(/^(https?|mailto|tel):/);
});

test("P2 · a link leads to the web, to a mail or to a telephone", () => {
  expect(safeHref(" https://exemple.org/a?b#c ")).toBe("https://exemple.org/a?b#c");
  expect(safeHref("mailto:contact@example.org")).toBe("mailto:contact@example.org");
  expect(safeHref("tel:+33320000000")).toBe("tel:+33320000000");
  for (const address of [
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "file:///etc",
    "/x",
    "",
    1,
  ])
    expect(safeHref(address), String(address)).toBeNull();
  expect(typedHref("exemple.org/agenda")).toBe("https://exemple.org/agenda");
  expect(typedHref("contact@example.org")).toBe("mailto:contact@example.org");
  expect(typedHref("JavaScript:alert(1)")).toBeNull();
  expect(typedHref("localhost:3000")).toBe("https://localhost:3000/");
});

test("P4 · a new plan holds its title; two people who type in it keep both", () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  for (const doc of [one, two]) Y.applyUpdate(doc, newPlan("Cap sur Paris"));
  expect(readPlan(one)).toEqual({ title: "Cap sur Paris", body: [] });
  const three = new Y.Doc();
  Y.applyUpdate(three, Y.encodeStateAsUpdate(one));
  setTitle(one, "Cap sur Paris !");
  setTitle(three, "Vite, cap sur Paris");
  Y.applyUpdate(one, Y.encodeStateAsUpdate(three));
  expect(planTitle(one)).toBe("Vite, cap sur Paris !");
  setTitle(one, "  a \n b ");
  expect(readTitle(one)).toBe("a b");
});

test("P4 · unsent words are told line by line", () => {
  const before = body(paragraph("déjà là"));
  const after = new Y.Doc();
  Y.applyUpdate(after, Y.encodeStateAsUpdate(before));
  bodyFragment(after).push([paragraph("écrit hors ligne")]);
  expect(unsentLines(before, after)).toEqual(["écrit hors ligne"]);
});

test("P8 · a demonstration is declared with three to fifteen clear days before it", () => {
  const day = "2026-11-29";
  const clearDays = (declared: string) => (Date.parse(day) - Date.parse(declared)) / 86_400_000 - 1;
  expect(daysBefore(day, declaration.first)).toBe("2026-11-13");
  expect(daysBefore(day, declaration.last)).toBe("2026-11-25");
  expect(clearDays(daysBefore(day, declaration.first))).toBe(15);
  expect(clearDays(daysBefore(day, declaration.last))).toBe(3);
  expect(daysBefore("2027-03-01", 1)).toBe("2027-02-28");
  for (const name of templates) expect(templateParts[name].flatMap((part) => part.tasks).length).toBeGreaterThan(2);
});
