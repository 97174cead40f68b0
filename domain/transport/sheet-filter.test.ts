import { describe, expect, it } from "vitest";
import type { SheetRow } from "./schema";
import { filterRows, isFiltering, noFilter, plainText, type SheetFilter, stillShown, stopNames } from "./sheet-filter";
import { closing, id, march, owner, row, stops } from "./testing-rows";

const lille = row({ id: id("1"), title: "Car de l’Étoile n° 1", notes: "Repas tiré du sac" });
const rennes = row({
  id: id("7"),
  title: "Covoiturage",
  mode: "car",
  departureId: closing,
  ownerId: null,
  outbound: stops([id("8"), "Saint-Étienne", ""], [id("9"), "Le Cœur", ""]),
  return: [],
});
const all = [lille, rennes];
const seats = (free: number, cancelReason: string | null = null) => new Map([[id("1"), { free, cancelReason }]]);

function kept(change: Partial<SheetFilter>, rows: readonly SheetRow[] = all, figures = seats(3)): readonly string[] {
  return filterRows(rows, figures, { ...noFilter, ...change }, owner).map((each) => each.title);
}

describe("what one person chose to see of the sheet", () => {
  it("T60 · finds words without minding accents, case, hyphens or apostrophes; every word must be found", () => {
    for (const text of ["etoile", "ÉTOILE", "l'étoile", "sac 1", "  tiré  ARRAS "])
      expect(kept({ text }), text).toEqual([lille.title]);
    for (const text of ["saint etienne", "saint-ETIENNE", "coeur", "cœur"])
      expect(kept({ text }), text).toEqual([rennes.title]);
    expect(kept({ text: "etoile covoiturage" })).toEqual([]);
    expect(kept({ text: " - " })).toEqual([lille.title, rennes.title]);
    expect(plainText("Saint-Étienne")).toBe("saint etienne");
  });

  it("T60 · by departure, mode, stop, person in charge, and several at once", () => {
    expect(kept({ departureId: march })).toEqual([lille.title]);
    expect(kept({ mode: "car" })).toEqual([rennes.title]);
    expect(kept({ stop: "saint étienne" })).toEqual([rennes.title]);
    expect(kept({ stop: "Étienne" })).toEqual([]);
    expect(kept({ mine: true })).toEqual([lille.title]);
    expect(kept({ mine: true, mode: "car" })).toEqual([]);
  });

  it("T60 · seats free are those that can be booked now", () => {
    expect(kept({ free: true })).toEqual([lille.title]);
    expect(kept({ free: true }, all, seats(0))).toEqual([]);
    expect(kept({ free: true }, all, seats(3, "Grève"))).toEqual([]);
    for (const state of ["draft", "closed"]) expect(kept({ free: true }, [row({ state })])).toEqual([]);
  });

  it("T60 · a filter that hides nothing gives the very same rows, in their order", () => {
    expect(isFiltering(noFilter)).toBe(false);
    expect(filterRows(all, seats(0), { ...noFilter, text: "  " }, owner)).toBe(all);
    expect(kept({ text: "r" }, [rennes, lille])).toEqual([rennes.title, lille.title]);
  });

  it("T65 · a row changed out of the filter stays until the filter is touched", () => {
    const filter = { ...noFilter, mine: true };
    const before = filterRows(all, seats(3), filter, owner);
    const changed = all.map((each) => ({ ...each, ownerId: null }));
    const passing = filterRows(changed, seats(3), filter, owner);
    expect(passing).toEqual([]);
    expect(stillShown(changed, passing, new Set(before.map((each) => each.id)))).toEqual([changed[0]]);
    expect(stillShown(changed, passing, new Set())).toEqual([]);
  });

  it("T60 · each place is offered once, whatever its spelling, in the order of the alphabet", () => {
    const spelt = row({
      outbound: stops([id("2"), "LILLE", ""], [id("3"), "Écully", ""], [id("4"), " ", ""]),
      return: [],
    });
    expect(stopNames([lille, spelt])).toEqual(["Arras", "Écully", "Lille", "Paris"]);
  });
});
