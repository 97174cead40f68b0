import { expect, test } from "vitest";
import * as Y from "yjs";
import { addEntry, readEntry } from "@/domain/calendar/agenda";
import { adoptedEntry, entryFacts } from "./adopt-entry";
import { shownDraft } from "./shown-entry";
import { hostileTexts } from "./testing-hostile";

const lead = "5f0e7c0a-4c53-4d3e-9a52-0d3f4f1c2b11";

function written(fields: Parameters<typeof addEntry>[1]) {
  const doc = new Y.Doc();
  const added = addEntry(doc, fields);
  const entry = added.ok ? readEntry(doc, added.value) : null;
  if (entry === null) throw new Error("the entry was not written");
  return entry;
}

test("P13 · a block shows what is right of its entry, and its people by the roster's names", () => {
  const entry = written({
    title: " Tractage ",
    start: "2026-12-05T10:00",
    end: "hier",
    helpers: "cinq",
    lead,
    place: "Lille",
  });
  expect(shownDraft(entry, new Map([[lead, "Réf. mobilisation"]]))).toMatchObject({
    kind: "action",
    title: "Tractage",
    start: "2026-12-05T10:00",
    end: null,
    helpers: null,
    lead: "Réf. mobilisation",
    isPublic: false,
  });
  expect(shownDraft(entry, new Map()).lead).toBeNull();
});

test("P14 · pasted into another coalition's plan, an entry becomes a new one there, without people and for members", () => {
  const entry = written({ title: "Tractage", start: "2026-12-05T10:00", helpers: 5, lead, visibility: "public" });
  const facts = JSON.stringify(entryFacts(entry));
  expect(facts).not.toContain(lead);
  expect(adoptedEntry(facts)).toEqual({ kind: "action", title: "Tractage", start: "2026-12-05T10:00", helpers: 5 });
});

test("P1, P14 · what anybody may have put on the clipboard makes at most an entry of words", () => {
  for (const words of [...hostileTexts, "null", "[]", "1", '{"kind":"sheet"}', "{".repeat(20_000)])
    expect(adoptedEntry(words), words.slice(0, 40)).toBeNull();
  const odd = {
    kind: "task",
    title: "x".repeat(5000),
    helpers: 1e9,
    due: { a: 1 },
    visibility: "public",
    lead,
    removed: true,
  };
  expect(adoptedEntry(JSON.stringify(odd))).toEqual({ kind: "task", title: "x".repeat(200) });
});
