import { expect, test } from "vitest";
import * as Y from "yjs";
import { searchWords } from "./search-words";
import { WrittenWords } from "./written-words";

const words = searchWords("Zoé Lemaire");

/** A document of which every update is kept. */
function document() {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  return { doc, text: doc.getText("t"), updates };
}

function holds(updates: readonly Uint8Array[]): boolean {
  const written = new WrittenWords();
  for (const update of updates) written.add(update);
  return written.holds(words);
}

test("K8 · a name is found however it was typed, and also once it was deleted", () => {
  const { doc, text, updates } = document();
  text.insert(0, "Appeler ");
  for (const letter of "zoe Lemaire") text.insert(text.length, letter);
  expect(holds(updates)).toBe(true);
  text.format(8, 3, { bold: true });
  text.delete(8, 11);
  expect(holds(updates)).toBe(true);
  // As it stands, nothing of it is left.
  expect(holds([Y.encodeStateAsUpdate(doc)])).toBe(false);
});

test("K8 · it is found in the value of a field, in a link and beside what others typed", () => {
  const field = document();
  field.doc.getMap("m").set("titre", "Chez Zoé Lemaire");
  expect(holds(field.updates)).toBe(true);
  const link = document();
  link.text.insert(0, "ici", { link: { href: "mailto:zoé.lemaire@example.org" } });
  expect(holds(link.updates)).toBe(true);
  const two = document();
  two.text.insert(0, "Zoé");
  const other = new Y.Doc();
  for (const update of two.updates) Y.applyUpdate(other, update);
  other.getText("t").insert(0, "Un mot de ");
  expect(holds([...two.updates, Y.encodeStateAsUpdate(other)])).toBe(false);
});
