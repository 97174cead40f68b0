import { expect, test } from "vitest";
import type { ToldChange } from "./change";
import { changeGroups } from "./change-groups";

const noon = Date.UTC(2026, 10, 24, 12);
let id = 0;
/** So many minutes before noon. */
function line(minutes: number, said: Partial<ToldChange> = {}): ToldChange {
  id += 1;
  return {
    id,
    thingId: "car",
    list: null,
    partId: null,
    what: "changed",
    field: "seats",
    before: null,
    after: "51",
    thingTitle: "Car",
    partName: "",
    by: "Réf. transports",
    mine: false,
    at: new Date(noon - minutes * 60_000),
    erased: false,
    ...said,
  };
}

test("T59 · what one person did in one trip within an hour is told together, also while others work beside them", () => {
  const other = { by: "Coordination" };
  const lines = [line(0), line(5, other), line(30), line(65, other), line(90), line(151)];
  const minutes = changeGroups(lines).map((group) => group.map(({ at }) => (noon - at.getTime()) / 60_000));
  expect(minutes).toEqual([[0, 30, 90], [5, 65], [151]]);
});

test("T59 · another trip, and oneself beside somebody of the same name, are told apart", () => {
  const groups = changeGroups([line(0), line(1, { thingId: "minibus" }), line(2, { mine: true }), line(3)]);
  expect(groups.map((group) => group.length)).toEqual([2, 1, 1]);
});

test("T59 · trips added one after the other are one thing; a stop added is something done in its trip", () => {
  const added = { what: "added", field: null, after: null } as const;
  const groups = changeGroups([
    line(0, added),
    line(1, { ...added, thingId: "minibus" }),
    line(2, { ...added, list: "outbound", partId: "stop" }),
    line(3),
    line(4, { ...added, what: "removed", thingId: "velo" }),
  ]);
  expect(groups.map((group) => group.map(({ thingId, what }) => `${what} ${thingId}`))).toEqual([
    ["added car", "added minibus"],
    ["added car", "changed car"],
    ["removed velo"],
  ]);
});
