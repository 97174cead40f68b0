import * as encoding from "lib0/encoding";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { checkUpdate, maxTypeDepth, maxValueDepth } from "./check-update";

/** A document with what another one holds. */
function copy(of: Y.Doc): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(of));
  return doc;
}

/** The update of one change. */
function changeOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change();
  return Y.encodeStateAsUpdate(doc, before);
}

type Raw = { client: number; clock: number; structs: ((encoder: encoding.Encoder) => void)[] };

/** An update written by hand, as no Yjs would. */
function raw(sections: Raw[], deletes: [client: number, ranges: [clock: number, len: number][]][] = []): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, sections.length);
  for (const { client, clock, structs } of sections) {
    encoding.writeVarUint(encoder, structs.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const write of structs) write(encoder);
  }
  encoding.writeVarUint(encoder, deletes.length);
  for (const [client, ranges] of deletes) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const [clock, len] of ranges) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, len);
    }
  }
  return encoding.toUint8Array(encoder);
}

const gc = (length: number) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 0);
  encoding.writeVarUint(encoder, length);
};
/** A string after the item `origin`. */
const textAfter = (origin: [number, number], text: string) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 4 | 0x80);
  encoding.writeVarUint(encoder, origin[0]);
  encoding.writeVarUint(encoder, origin[1]);
  encoding.writeVarString(encoder, text);
};
/** A map inside the item `parent`, or at the root. */
const mapIn = (parent: [number, number] | string) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 7);
  if (typeof parent === "string") {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, parent);
  } else {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, parent[0]);
    encoding.writeVarUint(encoder, parent[1]);
  }
  encoding.writeVarUint(encoder, 1);
};
/** Plain values in a root array. */
const anyIn = (root: string, write: (encoder: encoding.Encoder) => void) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 8);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, root);
  encoding.writeVarUint(encoder, 1);
  write(encoder);
};
const nest = (levels: number) => Array.from({ length: levels }, (_, i) => mapIn(i === 0 ? "root" : [9, i - 1]));

describe("R14 · an update is checked before it is applied", () => {
  test("R14 · an honest update is news, and the same one again is nothing", () => {
    const source = new Y.Doc();
    const doc = new Y.Doc();
    const update = changeOf(source, () => {
      const rows = source.getMap<Y.Map<unknown>>("rows");
      rows.set("a", new Y.Map([["title", "Car"]]));
      source.getText("notes").insert(0, "hello");
    });
    const check = checkUpdate(doc, update);
    expect(check).toMatchObject({ kind: "news", ranges: [{ clientId: source.clientID, from: 0 }] });
    Y.applyUpdate(doc, update);
    expect(checkUpdate(doc, update)).toEqual({ kind: "nothing" });
  });

  test("R14 · random edits of three people are all news, integrate wholly, and end alike", () => {
    const doc = new Y.Doc();
    const people = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let i = 0; i < 600; i++) {
      const person = people[random(3)];
      if (!person) continue;
      const text = person.getText("t");
      const update = changeOf(person, () => {
        if (random(4) === 0 && text.length > 3) text.delete(random(text.length - 2), 2);
        else if (random(5) === 0 && text.length > 3) text.format(0, 2, { bold: random(2) === 0 || null });
        else text.insert(random(text.length + 1), "xyz");
      });
      const check = checkUpdate(doc, update);
      if (check.kind !== "news" && check.kind !== "nothing") throw new Error(`${check.kind} at ${i}`);
      if (check.kind === "news") Y.applyUpdate(doc, check.update);
      expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull();
      if (random(3) === 0) Y.applyUpdate(person, Y.encodeStateAsUpdate(doc));
    }
    for (const person of people) {
      Y.applyUpdate(person, Y.encodeStateAsUpdate(doc));
      expect(person.getText("t").toJSON()).toBe(doc.getText("t").toJSON());
    }
  });

  test("R14 · a struct that is half there brings its new half only", () => {
    const source = new Y.Doc();
    source.getText("t").insert(0, "ab");
    const doc = copy(source);
    source.getText("t").insert(2, "cd");
    const check = checkUpdate(doc, Y.encodeStateAsUpdate(source));
    expect(check).toMatchObject({ kind: "news", ranges: [{ clientId: source.clientID, from: 2, to: 4 }] });
    if (check.kind === "news") Y.applyUpdate(doc, check.update);
    expect(doc.getText("t").toString()).toBe("abcd");
  });

  test("R14 · an edit inside what someone else deleted is taken in", () => {
    const source = new Y.Doc();
    const inner = new Y.Map();
    source.getMap("rows").set("a", inner);
    const doc = copy(source);
    const update = changeOf(source, () => inner.set("title", "late"));
    doc.getMap("rows").delete("a");
    expect(checkUpdate(doc, update).kind).toBe("news");
    Y.applyUpdate(doc, update);
    expect(doc.store.pendingStructs).toBeNull();
    const next = changeOf(source, () => inner.set("title", "later"));
    expect(checkUpdate(doc, next).kind).toBe("news");
  });

  test("R14 · a deletion alone is news once", () => {
    const source = new Y.Doc();
    source.getText("t").insert(0, "abc");
    const doc = copy(source);
    const update = changeOf(source, () => source.getText("t").delete(1, 1));
    expect(checkUpdate(doc, update)).toMatchObject({ kind: "news", ranges: [] });
    Y.applyUpdate(doc, update);
    expect(checkUpdate(doc, update).kind).toBe("nothing");
  });

  test.each<[string, Uint8Array]>([
    ["nothing at all", new Uint8Array()],
    ["noise", new Uint8Array([7, 3, 255, 255, 255, 255, 9])],
    ["a struct of no length", raw([{ client: 9, clock: 0, structs: [gc(0)] }])],
    [
      "two sections of one client",
      raw([
        { client: 9, clock: 0, structs: [gc(1)] },
        { client: 9, clock: 1, structs: [gc(1)] },
      ]),
    ],
    ["an empty section", raw([{ client: 9, clock: 0, structs: [] }])],
    ["a client id beyond 32 bits", raw([{ client: 2 ** 33, clock: 0, structs: [gc(1)] }])],
    ["a clock beyond reason", raw([{ client: 9, clock: 0, structs: [gc(2 ** 41)] }])],
    ["a struct after itself", raw([{ client: 9, clock: 0, structs: [textAfter([9, 5], "x")] }])],
    [
      "two structs that wait for each other",
      raw([
        { client: 9, clock: 0, structs: [textAfter([8, 0], "x")] },
        { client: 8, clock: 0, structs: [textAfter([9, 0], "x")] },
      ]),
    ],
    [
      "a parent that is no type",
      raw([
        { client: 9, clock: 0, structs: [anyIn("root", (encoder) => encoding.writeAny(encoder, 1)), mapIn([9, 0])] },
      ]),
    ],
    [
      "deletions out of order",
      raw(
        [],
        [
          [
            9,
            [
              [5, 1],
              [1, 1],
            ],
          ],
        ],
      ),
    ],
    [
      "deletions that overlap",
      raw(
        [],
        [
          [
            9,
            [
              [1, 5],
              [3, 1],
            ],
          ],
        ],
      ),
    ],
    ["a deletion of nothing", raw([], [[9, [[1, 0]]]])],
    ["types nested too deep", raw([{ client: 9, clock: 0, structs: nest(maxTypeDepth + 1) }])],
    [
      "a document in a document",
      raw([
        {
          client: 9,
          clock: 0,
          structs: [
            (encoder) => {
              encoding.writeUint8(encoder, 9);
              encoding.writeVarUint(encoder, 1);
              encoding.writeVarString(encoder, "root");
              encoding.writeVarString(encoder, "guid");
              encoding.writeAny(encoder, {});
            },
          ],
        },
      ]),
    ],
    [
      "values nested too deep",
      raw([
        {
          client: 9,
          clock: 0,
          structs: [
            anyIn("root", (encoder) => {
              for (let i = 0; i < 300_000; i++) {
                encoding.writeUint8(encoder, 117);
                encoding.writeVarUint(encoder, 1);
              }
              encoding.writeAny(encoder, null);
            }),
          ],
        },
      ]),
    ],
    [
      "a value with another prototype",
      raw([
        {
          client: 9,
          clock: 0,
          structs: [
            anyIn("root", (encoder) => {
              encoding.writeUint8(encoder, 118);
              encoding.writeVarUint(encoder, 1);
              encoding.writeVarString(encoder, "__proto__");
              encoding.writeAny(encoder, { seats: 9 });
            }),
          ],
        },
      ]),
    ],
  ])("R14 · %s is malformed", (_what, update) => {
    const doc = new Y.Doc();
    expect(checkUpdate(doc, update)).toEqual({ kind: "malformed" });
    expect([...doc.store.clients]).toEqual([]);
    expect([...doc.share]).toEqual([]);
  });

  test("R14 · the deepest allowed nesting and value are taken in", () => {
    let value: unknown = 1;
    for (let i = 0; i < maxValueDepth; i++) value = [value];
    const doc = new Y.Doc();
    expect(checkUpdate(doc, raw([{ client: 9, clock: 0, structs: nest(maxTypeDepth) }])).kind).toBe("news");
    const source = new Y.Doc();
    source.getArray("a").insert(0, [value]);
    expect(checkUpdate(doc, Y.encodeStateAsUpdate(source)).kind).toBe("news");
    source.getArray("a").insert(0, [[value]]);
    expect(checkUpdate(doc, Y.encodeStateAsUpdate(source)).kind).toBe("malformed");
  });

  test("R14 · 20,000 nested types are refused with little work, at once or one by one", () => {
    const doc = new Y.Doc();
    const bomb = raw([{ client: 9, clock: 0, structs: nest(20_000) }]);
    const start = process.cpuUsage();
    expect(checkUpdate(doc, bomb).kind).toBe("malformed");
    const { user, system } = process.cpuUsage(start);
    // Of processor time: other tests run meanwhile.
    expect((user + system) / 1000).toBeLessThan(500);
    Y.applyUpdate(doc, raw([{ client: 9, clock: 0, structs: nest(maxTypeDepth) }]));
    const deeper = raw([{ client: 9, clock: maxTypeDepth, structs: [mapIn([9, maxTypeDepth - 1])] }]);
    expect(checkUpdate(doc, deeper).kind).toBe("malformed");
  });

  test("R15 · what builds on something missing is not ready", () => {
    const source = new Y.Doc();
    source.getText("t").insert(0, "a");
    const later = changeOf(source, () => source.getText("t").insert(1, "b"));
    const other = copy(source);
    const onTop = changeOf(other, () => other.getText("t").insert(1, "c"));
    const deletion = changeOf(other, () => other.getText("t").delete(0, 1));
    for (const update of [later, onTop, deletion, raw([{ client: 9, clock: 4, structs: [gc(1)] }])]) {
      expect(checkUpdate(new Y.Doc(), update)).toEqual({ kind: "unready" });
    }
  });
});
