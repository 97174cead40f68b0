import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { writeCsv } from "@/domain/kernel/csv";
import { typedAmount } from "../money";
import { animals, luggages, modes, payments, rowStates, yesNo } from "../schema";
import { addRow, createUndo, readRows, removeRow, setField, setText } from "../sheet";
import { columnsOf, exported, headerLine, targetOf } from "./columns";
import { parseCsv } from "./csv";
import { writeOds } from "./ods";
import { planImport } from "./plan-import";
import { readChoice, readDay, readMode, readMoment, readSeats, readState, readTime, saysStepFree } from "./read-value";
import { readWorkbook } from "./read-workbook";
import { choicesFor, closing, content, contextOf, imported, march, roster } from "./testing-import";
import { messySpreadsheet } from "./testing-spreadsheet";
import { englishWords, frenchWords } from "./testing-words";
import { writeRows } from "./write-rows";
import { writeXlsx } from "./xlsx";

test("T43 · times, days, seats and modes are understood as people write them", () => {
  for (const text of ["6h30", "06:30", "6 h 30", "6H30", "~ 6 h 30", "6.30", "06:30:00", "6 h 30", "0630"])
    expect(readTime(text)).toEqual({ value: "06:30" });
  expect(readTime("11h")).toEqual({ value: "11:00" });
  expect(readTime("6h3O")).toEqual({ problem: "letter_for_figure", repair: "6 h 30" });
  for (const text of ["25h00", "6h75", "53", "matin", ""]) expect(readTime(text)).toHaveProperty("problem");
  for (const text of ["29/11", "29/11/26", "29/11/2026", "2026-11-29", "dimanche 29 novembre", "29 nov. 2026"])
    expect(readDay(text, "2026-11-24")).toEqual({ value: "2026-11-29" });
  expect(readDay("4 janvier", "2026-11-24")).toEqual({ value: "2027-01-04" });
  expect(readDay("31/11", "2026-11-24")).toEqual({ problem: "day_too_late", repair: "01/12/2026" });
  expect(readMoment("22/12/2026 20:00", "")).toEqual({ value: "2026-12-22T20:00" });
  expect(readMoment("8h30", "2026-11-29")).toEqual({ value: "2026-11-29T08:30" });
  expect(readSeats("51, complet")).toEqual({ value: { seats: 51, full: true } });
  expect(readSeats("complet")).toEqual({ problem: "seats_full" });
  expect(readSeats("une cinquantaine")).toHaveProperty("problem", "number_wrong");
  expect(readSeats("cinquante-trois")).toEqual({ problem: "number_wrong", repair: "53" });
  expect(["Car n° 1", "Covoiturage Lens", "minibus 9 places", "TER", "vélos"].map(readMode)).toEqual([
    "coach",
    "car",
    "minibus",
    "train",
    "bike",
  ]);
});

test("T44 · the words of our export are those that the import reads, in both languages", () => {
  for (const words of [frenchWords, englishWords]) {
    for (const name of exported)
      expect([name, targetOf(words.heading[name])]).toEqual([name, { target: name, sure: true }]);
    for (const mode of modes) expect(readMode(words.mode[mode])).toBe(mode);
    for (const state of rowStates) expect(readState(words.state[state])).toBe(state);
    for (const [field, values] of Object.entries({
      payment: payments,
      quietSeat: yesNo,
      luggage: luggages,
      animals,
    } as const))
      for (const value of values) {
        const name = field as keyof typeof words.choice;
        expect(readChoice(name, words.choice[name][value] ?? "")).toBe(value);
      }
    expect(saysStepFree(words.stepFree)).toBe(true);
    expect(typedAmount(words.freePrice)).toBeNull();
  }
});

describe("T45 · a spreadsheet of eighty lines as a coalition really has it", () => {
  const read = async () => {
    const [november, december] = await readWorkbook(messySpreadsheet());
    return { november: november?.rows ?? [], december: december?.rows ?? [] };
  };

  test("it has eighty: sixty on one sheet, twenty on the other", async () => {
    const { november, december } = await read();
    const lines = (rows: string[][]) => planImport(rows, choicesFor(rows), contextOf(new Y.Doc())).lines.length;
    expect([lines(november), lines(december)]).toEqual([60, 20]);
  });

  test("its columns are recognised below the title; a guess is marked, telephones stay out", async () => {
    const { november, december } = await read();
    expect(headerLine(november)).toBe(2);
    expect(columnsOf(november, 2).map(({ name, target, sure }) => [name, target, sure])).toEqual([
      ["Ville", "departPlace", true],
      ["H dép", "departTime", true],
      ["Nb places", "seats", true],
      ["Arr.", "arriveTime", false],
      ["Réf", "owner", true],
      ["Remarques", "notes", true],
      ["Tél", null, false],
    ]);
    // Not even when none is there yet: what is remembered of it holds for the other sheet too.
    expect(columnsOf(december, 0)[6]).toMatchObject({ name: "Tél", target: null });
    expect(targetOf("Téléphone")).toBeNull();
    const remembered = new Map([["remarques", null]] as const);
    expect(columnsOf(november, 2, remembered)[5]?.target).toBeNull();
  });

  test("what is wrong is named by its line, with what was probably meant; the rest is ready", async () => {
    const { november } = await read();
    const doc = new Y.Doc();
    const plan = planImport(november, choicesFor(november), contextOf(doc));
    const wrong = plan.lines.flatMap(({ line, problems }) => problems.map(({ code, repair }) => [line, code, repair]));
    expect(wrong).toEqual([
      [12, "letter_for_figure", "6 h 30"],
      [19, "seats_full", "51, complet"],
      [23, "arrival_before", "15 h 00"],
      [36, "number_wrong", null],
      [41, "owner_unknown", null],
      [44, "owner_unknown", null],
    ]);
    expect(plan.passedOver).toBe(9);
    const ready = plan.lines.filter(({ problems }) => problems.length === 0);
    expect(ready).toHaveLength(54);
    expect(ready[0]?.values).toMatchObject({
      departureId: march.id,
      title: "Car Lille GP",
      mode: "coach",
      seats: 53,
      state: "draft",
      ownerId: roster[0]?.id,
      outbound: [
        { place: "Lille GP", at: "2026-11-29T06:00" },
        { place: "Paris, République", at: "2026-11-29T10:15" },
      ],
    });
    // What the person writes instead is judged in the same way.
    const written = new Map([
      ["12:1", "6 h 30"],
      ["19:2", "30, complet"],
      ["23:3", ""],
    ]);
    const again = planImport(november, choicesFor(november, { written, left: new Set([41, 44]) }), contextOf(doc));
    expect(again.lines.filter(({ problems }) => problems.length > 0).map(({ line }) => line)).toEqual([36]);
    expect(again.lines.find(({ line }) => line === 19)?.values).toMatchObject({ seats: 30, state: "closed" });
    expect(again.lines.find(({ line }) => line === 41)?.kind).toBe("left");
  });

  test("it comes in as drafts and in one step, and goes again in one", async () => {
    const { november, december } = await read();
    const doc = new Y.Doc();
    addRow(doc, { title: "Déjà là" });
    const undo = createUndo(doc);
    const { done } = imported(doc, november);
    expect(done).toEqual({ added: 54, updated: 0 });
    expect(readRows(doc).every((row) => row.state === "draft")).toBe(true);
    undo.undo();
    expect(readRows(doc).map((row) => row.title)).toEqual(["Déjà là"]);
    undo.redo();
    expect(readRows(doc)).toHaveLength(55);
    expect(imported(doc, december, { departureId: closing.id }).done.added).toBe(20);
  });

  test("the same file twice makes nothing twice, unless that is asked for", async () => {
    const { november } = await read();
    const doc = new Y.Doc();
    imported(doc, november);
    const before = readRows(doc);
    const again = imported(doc, november);
    expect(again.done).toEqual({ added: 0, updated: 0 });
    expect(again.plan.known).toBe(54);
    expect(readRows(doc)).toEqual(before);
    const first = before[0];
    if (!first) throw new Error("no row");
    setField(doc, first.id, "seats", 12);
    expect(imported(doc, november, { known: "skip" }).done).toEqual({ added: 0, updated: 0 });
    expect(imported(doc, november).done).toEqual({ added: 0, updated: 1 });
    expect(readRows(doc)).toEqual(before);
    expect(imported(doc, november, { known: "add" }).done).toEqual({ added: 54, updated: 0 });
  });

  test("exported and imported again, in each format and language, nothing differs", async () => {
    const { november } = await read();
    const doc = new Y.Doc();
    imported(doc, november);
    const rows = readRows(doc);
    for (const words of [frenchWords, englishWords]) {
      const table = writeRows(rows, contextOf(doc, words));
      const files = [
        new TextEncoder().encode(writeCsv(table)),
        writeXlsx({ name: "Trajets", rows: table }),
        writeOds({ name: "Trajets", rows: table }),
      ];
      for (const file of files) {
        const back = (await readWorkbook(file))[0]?.rows ?? [];
        const { plan, done } = imported(doc, back, {}, words);
        expect(done).toEqual({ added: 0, updated: 0 });
        expect(new Set(plan.lines.map(({ kind }) => kind))).toEqual(new Set(["same"]));
        expect(readRows(doc)).toEqual(rows);
      }
    }
  });
});

const line = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/[^\p{L}\p{N} =+@;"',.–-]/gu, "").trim() || "x");
const moment = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  })
  .map(
    ({ day, hour, minute }) =>
      `2026-12-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`,
  );
const stops = fc.array(fc.record({ place: line, at: moment, stepFree: fc.boolean() }), { maxLength: 4 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const rowFields = fc.record({
  departureId: fc.constantFrom(march.id, closing.id),
  mode: fc.constantFrom(...modes),
  title: line,
  seats: orNull(fc.integer({ min: 1, max: 1000 })),
  organiserSeats: orNull(fc.integer({ min: 0, max: 9 })),
  bookingDeadline: orNull(moment),
  ownerId: orNull(fc.constantFrom(...roster.map((person) => person.id))),
  notes: fc.oneof(line, fc.constant("")),
  payment: orNull(fc.constantFrom(...payments)),
  paymentLink: orNull(fc.constant("https://don.example.org/car?x=1;2")),
  quietSeat: orNull(fc.constantFrom(...yesNo)),
  luggage: orNull(fc.constantFrom(...luggages)),
  animals: orNull(fc.constantFrom(...animals)),
  bring: fc.oneof(line, fc.constant("")),
  operator: orNull(line),
  operatorPhone: orNull(fc.constant("+33 1 99 00 00 02")),
  outbound: stops,
  return: stops,
  prices: fc.array(
    fc.record({ label: line, amount: fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constant(null)) }),
    { maxLength: 3 },
  ),
});

test("T45 · property: a sheet that is right is the same after export and import, into itself and into an empty one", () => {
  fc.assert(
    fc.property(fc.array(rowFields, { minLength: 1, maxLength: 6 }), fc.boolean(), (list, english) => {
      const words = english ? englishWords : frenchWords;
      const doc = new Y.Doc();
      for (const fields of list) addRow(doc, fields);
      const rows = readRows(doc);
      const table = parseCsv(writeCsv(writeRows(rows, contextOf(doc, words))));
      expect(imported(doc, table, {}, words).done).toEqual({ added: 0, updated: 0 });
      expect(readRows(doc)).toEqual(rows);
      const empty = new Y.Doc();
      const { plan } = imported(empty, table, {}, words);
      expect(plan.lines.flatMap(({ problems }) => problems)).toEqual([]);
      expect(readRows(empty).map(content)).toEqual(rows.map(content));
    }),
    { numRuns: 60 },
  );
});

test("T46 · what the sheet holds wrong, or cannot be named, stays as it is through export and import", () => {
  const doc = new Y.Doc();
  addRow(doc, {
    title: "Car\nde travers",
    seats: "douze",
    mode: "navette",
    departureId: "ailleurs",
    ownerId: "quelqu’un",
    bookingDeadline: "bientôt",
    outbound: [{ place: "A · B\nC", at: "tôt" }],
    prices: [{ label: "x", amount: "cher" }],
  });
  const rows = readRows(doc);
  const table = parseCsv(writeCsv(writeRows(rows, contextOf(doc))));
  const { plan, done } = imported(doc, table);
  expect(plan.lines.map(({ kind, problems }) => [kind, problems])).toEqual([["same", []]]);
  expect(done).toEqual({ added: 0, updated: 0 });
  expect(readRows(doc)).toEqual(rows);
});

test("T46 · a file changes only the fields that it names, keeps the stops people have booked, and opens nothing", () => {
  const doc = new Y.Doc();
  const added = addRow(doc, {
    title: "Car Lille",
    departureId: march.id,
    seats: 53,
    notes: "Présence à 8 h 15",
    outbound: [
      { place: "Lille", at: "2026-11-29T08:30" },
      { place: "Arras", at: "2026-11-29T09:35" },
      { place: "Paris", at: "2026-11-29T12:00" },
    ],
  });
  if (!added.ok) throw new Error("not added");
  const before = readRows(doc)[0];
  const rows = [
    ["Trajet", "Heure de départ", "Places", "État", "Note"],
    ["car LILLE", "8h00", "49", "Ouvert", ""],
  ];
  expect(imported(doc, rows).done).toEqual({ added: 0, updated: 1 });
  const after = readRows(doc)[0];
  expect(after).toMatchObject({ title: "car LILLE", seats: 49, notes: "Présence à 8 h 15", state: "draft" });
  expect(after?.outbound.map(({ id: stop, at }) => [stop, at])).toEqual([
    [before?.outbound[0]?.id, "2026-11-29T08:00"],
    [before?.outbound[1]?.id, "2026-11-29T09:35"],
    [before?.outbound[2]?.id, "2026-11-29T12:00"],
  ]);
  // A stop less in the list of our own export: the others are the same stops.
  const table = writeRows(readRows(doc), contextOf(doc));
  const cells = table[1] ?? [];
  const outbound = exported.indexOf("outbound");
  cells[outbound] = (cells[outbound] ?? "")
    .split("\n")
    .filter((stop) => !stop.includes("Arras"))
    .join("\n");
  imported(doc, table);
  expect(readRows(doc)[0]?.outbound.map((stop) => stop.id)).toEqual([before?.outbound[0]?.id, before?.outbound[2]?.id]);
});

test("T46 · an id that is unknown, removed or said twice makes no confusion", () => {
  const doc = new Y.Doc();
  const [one, two] = [
    addRow(doc, { title: "Un", departureId: march.id }),
    addRow(doc, { title: "Deux", departureId: march.id }),
  ];
  if (!one.ok || !two.ok) throw new Error("not added");
  const table = writeRows(readRows(doc), contextOf(doc));
  const ids = exported.indexOf("id");
  const copy = table.map((row) => [...row]);
  copy.push([...(table[1] ?? [])].map((cell, n) => (n === exported.indexOf("title") ? "Un bis" : cell)));
  const again = imported(doc, copy);
  expect(again.done).toEqual({ added: 1, updated: 0 });
  expect(readRows(doc).map((row) => row.title)).toEqual(["Un", "Deux", "Un bis"]);
  removeRow(doc, two.value);
  const { plan } = imported(doc, table);
  expect(plan.lines.map(({ kind }) => kind)).toEqual(["same", "new"]);
  expect(table[1]?.[ids]).toBe(one.value);
});

test("T45 · somebody who types meanwhile keeps what they typed when the import is undone", () => {
  const [doc, other] = [new Y.Doc(), new Y.Doc()];
  const undo = createUndo(doc);
  imported(doc, [
    ["Trajet", "Places"],
    ["Car Lens", "49"],
  ]);
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const rowId = readRows(other)[0]?.id ?? "";
  addRow(other, { title: "D’une autre main" });
  setText(other, rowId, "notes", "écrit par une autre main");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  undo.undo();
  expect(readRows(doc).map((row) => row.title)).toEqual(["D’une autre main"]);
  undo.redo();
  expect(readRows(doc).find((row) => row.id === rowId)?.notes).toBe("écrit par une autre main");
});
