import * as Y from "yjs";
import { bodyFragment, newPlan } from "@/domain/plan/plan";

export const editCount = 260_000;

/** The same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * A plan as a few people write one over months: 260,000 keys, each an edit of its own, typed in runs, here and there taken
 * back, in paragraphs that are begun one after the other.
 */
export function longHistory(): Uint8Array {
  const next = numbers(7);
  const upTo = (most: number) => Math.floor(next() * most);
  const docs = Array.from({ length: 4 }, () => {
    const doc = new Y.Doc({ gc: true });
    Y.applyUpdate(doc, newPlan("Un long plan"));
    return doc;
  });
  let done = 0;
  while (done < editCount) {
    const doc = docs[upTo(docs.length)] ?? new Y.Doc();
    // Whoever writes has seen what the others wrote.
    for (const other of docs)
      if (other !== doc) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)));
    const body = bodyFragment(doc);
    for (let turn = 0; turn < 40 && done < editCount; turn++) {
      if (body.length < 20 || (body.length < 400 && next() < 0.1)) {
        const paragraph = new Y.XmlElement("paragraph");
        paragraph.insert(0, [new Y.XmlText()]);
        body.insert(upTo(body.length + 1), [paragraph]);
        done++;
      }
      const paragraph = body.get(upTo(body.length));
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
      if (!(text instanceof Y.XmlText)) continue;
      const run = 5 + upTo(40);
      let at = next() < 0.5 ? text.length : upTo(text.length + 1);
      const erases = text.length > 60 && next() < 0.45;
      for (let key = 0; key < run && done < editCount; key++, done++) {
        if (erases && at > 0) text.delete(--at, 1);
        else text.insert(at++, key % 6 === 5 ? " " : String.fromCharCode(97 + upTo(26)));
      }
    }
  }
  const [first = new Y.Doc(), ...others] = docs;
  for (const other of others) Y.applyUpdate(first, Y.encodeStateAsUpdate(other, Y.encodeStateVector(first)));
  return Y.encodeStateAsUpdate(first);
}
