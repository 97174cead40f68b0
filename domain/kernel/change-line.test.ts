import { expect, test } from "vitest";
import { addChange, type ChangeLine, oneLineMs } from "./change-line";

const id = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

const start = new Date("2026-11-24T12:00:00Z").getTime();

function line(change: Partial<ChangeLine> & { after?: string | null } = {}, minutes = 0): ChangeLine {
  return {
    thingId: id("1"),
    list: null,
    partId: null,
    what: "changed",
    field: "title",
    before: null,
    after: null,
    thingTitle: "Car",
    partName: "",
    accountId: id("a"),
    at: new Date(start + minutes * 60_000),
    seq: 1,
    gone: false,
    ...change,
  };
}

function told(...given: ChangeLine[]): ChangeLine[] {
  const lines: ChangeLine[] = [];
  for (const each of given) addChange(lines, each);
  return lines.filter((each) => !each.gone);
}

test("T52 · a title being typed is one line, from what stood before to what stands now", () => {
  const typed = ["C", "Ca", "Car"].map((after, index) => line({ before: "Bus", after, seq: index + 1 }, index * 4));
  expect(told(...typed)).toMatchObject([{ before: "Bus", after: "Car", seq: 3, at: new Date(start + 8 * 60_000) }]);
});

test("T52 · after five minutes, and by somebody else, it is another line", () => {
  const later = line({ before: "C", after: "Ca", at: new Date(start + oneLineMs + 1) });
  expect(told(line({ after: "C" }), later)).toHaveLength(2);
  const other = line({ before: "C", after: "Ca", accountId: id("b") });
  const mine = line({ before: "Ca", after: "Car" });
  expect(told(line({ after: "C" }), other, mine).map(({ after }) => after)).toEqual(["C", "Ca", "Car"]);
  expect(told(line({ after: "C" }), line({ field: "notes", after: "Midi" }))).toHaveLength(2);
});

test("T52 · what one takes back at once is no line; what somebody else takes back is one", () => {
  expect(told(line({ before: "53", after: "51" }), line({ before: "51", after: "53" }))).toEqual([]);
  expect(
    told(line({ before: "53", after: "51" }), line({ before: "51", after: "53", accountId: id("b") })),
  ).toHaveLength(2);
  const removed = () => line({ what: "removed", field: null });
  const restored = () => line({ what: "restored", field: null });
  expect(told(removed(), restored())).toEqual([]);
  expect(told(removed(), { ...restored(), accountId: id("b") })).toHaveLength(2);
  expect(told(removed(), { ...restored(), at: new Date(start + oneLineMs + 1) })).toHaveLength(2);
});

test("T52 · filling in what one has just added belongs to it; changing it does not", () => {
  const added = () => line({ what: "added", field: null, thingTitle: "" });
  expect(told(added(), line({ after: "Car" }, 1))).toMatchObject([{ what: "added", thingTitle: "Car" }]);
  expect(told(added(), line({ before: "draft", after: "open", field: "state" }, 1))).toHaveLength(2);
  expect(told(added(), line({ after: "Car", accountId: id("b") }, 1))).toHaveLength(2);
  const stop = { list: "outbound", partId: id("2") };
  const stopAdded = () => line({ ...stop, what: "added", field: null });
  const place = line({ ...stop, field: "place", after: "Arras", partName: "Arras" }, 1);
  expect(told(stopAdded(), place)).toMatchObject([{ what: "added", partName: "Arras" }]);
  expect(told(stopAdded(), { ...place, partId: id("3") })).toHaveLength(2);
});

test("T52 · a row that is added and taken out again says both", () => {
  expect(told(line({ what: "added", field: null }), line({ what: "removed", field: null }))).toHaveLength(2);
});
