import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { issues, missingToOpen } from "./issues";
import { projectRow, rowsBeyondLimit } from "./projection";
import { addPrice, addRow, duplicateRow, moveRow, readAllRows, readRow, readRows, setField, setText } from "./sheet";
import { booked, context, facts, id } from "./testing-rows";

const fields = [
  "departureId",
  "mode",
  "seats",
  "organiserSeats",
  "bookingDeadline",
  "ownerId",
  "state",
  "title",
  "notes",
  "order",
  "removed",
  "outbound",
  "return",
  "prices",
  "payment",
  "paymentLink",
  "wheelchairSpaces",
  "bring",
];
const plausible = [
  "open",
  "draft",
  "coach",
  "2026-12-29T08:30",
  "2026-12-29T12:00",
  53,
  id("a"),
  id("c"),
  "V",
  "",
  true,
  false,
  null,
];

const anything = fc.oneof(
  fc.constantFrom(...plausible),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.double(),
  fc.constant({ deep: [{ list: [1, null, "x"] }] }),
  fc.constant([[[]]]),
  fc.constant(new Uint8Array([0, 255])),
);

/** Nested types by recipe, since a Yjs type can be placed once only. */
const shape: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 6, arbitrary: anything.map((value) => () => value) },
  fc.string({ maxLength: 20 }).map((text) => () => new Y.Text(text)),
  fc.constant(() => new Y.XmlText("<b>")),
  fc.constant(() => new Y.XmlElement("p")),
  fc.constant(() => Y.Array.from([1, "x"])),
  fc
    .dictionary(
      fc.constantFrom(id("2"), id("3"), id("4"), "x", id("A").toUpperCase()),
      fc.dictionary(fc.constantFrom("place", "at", "stepFree", "label", "amount", "order", "removed"), anything),
    )
    .map(
      (stops) => () =>
        new Y.Map(
          Object.entries(stops).map(([key, stop]) => [key, new Y.Map(Object.entries(stop))] as [string, unknown]),
        ),
    ),
);
const rowKeys = fc.constantFrom(id("1"), id("2"), id("3"), "", "__proto__", "not a uuid", id("a").toUpperCase());
const hostileRows = fc.dictionary(
  rowKeys,
  fc.oneof({ weight: 5, arbitrary: fc.dictionary(fc.constantFrom(...fields), shape) }, anything),
  { noNullPrototype: false },
);

function docOf(rows: Record<string, unknown>): Y.Doc {
  const doc = new Y.Doc();
  const root = doc.getMap("rows");
  for (const [key, value] of Object.entries(rows)) {
    if (
      value === null ||
      typeof value !== "object" ||
      Array.isArray(value) ||
      value instanceof Uint8Array ||
      "deep" in value
    )
      root.set(key, value);
    else {
      const row = new Y.Map<unknown>();
      root.set(key, row);
      for (const [field, make] of Object.entries(value)) row.set(field, typeof make === "function" ? make() : make);
    }
  }
  // As the server sees it: types come from the wire, without the constructors of this test.
  const received = new Y.Doc();
  Y.applyUpdate(received, Y.encodeStateAsUpdate(doc));
  return received;
}

test("T2 · whatever a client wrote, reading, judging and projecting never throw", () => {
  fc.assert(
    fc.property(hostileRows, (rows) => {
      const doc = docOf(rows);
      for (const row of readAllRows(doc)) {
        for (const trip of [null, facts(), booked()]) {
          for (const issue of issues(row, { ...context, trip })) expect(issue.code).toBeTruthy();
          missingToOpen(row, { ...context, trip });
          projectRow(row, { ...context, trip }, null);
        }
        expect(row.title.length).toBeLessThanOrEqual(2001);
        expect(JSON.stringify(row)).not.toContain("\\u0000");
      }
    }),
    { numRuns: 400 },
  );
});

test("T2 · editing a hostile document never throws either", () => {
  fc.assert(
    fc.property(hostileRows, (rows) => {
      const doc = docOf(rows);
      for (const key of [id("1"), id("2"), "__proto__"]) {
        setField(doc, key, "seats", 3);
        setText(doc, key, "title", "Car");
        addPrice(doc, key);
        duplicateRow(doc, key);
        moveRow(doc, key, null);
      }
      expect(addRow(doc).ok).toBe(true);
      readRows(doc);
    }),
    { numRuns: 200 },
  );
});

test("T7 · 10,000 rows and giant texts are read in time; rows already in SQL come first among the 500 that count", () => {
  const doc = new Y.Doc();
  const root = doc.getMap<Y.Map<unknown>>("rows");
  const ids = Array.from({ length: 10_000 }, () => crypto.randomUUID());
  doc.transact(() => {
    for (const key of ids) root.set(key, new Y.Map<unknown>([["state", "open"]]));
    root.get(ids[0] ?? "")?.set("title", new Y.Text("x".repeat(500_000)));
    root.get(ids[9_999] ?? "")?.set("order", "z");
  });
  const rows = readAllRows(doc);
  expect(rows).toHaveLength(10_000);
  expect(readRow(doc, ids[0] ?? "")?.title).toHaveLength(2001);
  const beyond = rowsBeyondLimit(rows, new Set([ids[9_999] ?? ""]));
  expect(beyond.size).toBe(9_500);
  expect(beyond.has(ids[9_999] ?? "")).toBe(false);
});
