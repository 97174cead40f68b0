import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { addRow, setText } from "@/domain/transport/sheet";
import { SheetStore } from "./sheet-store";

/** Two people on one sheet of two trips; what one writes, `other` brings to the other. */
function twoPeople() {
  const [mine, theirs] = [new Doc(), new Doc()];
  const ids = ["Car", "Train"].map((title) => {
    const added = addRow(theirs, { title });
    if (!added.ok) throw new Error(added.refusal.code);
    return added.value;
  });
  applyUpdate(mine, encodeStateAsUpdate(theirs));
  const store = new SheetStore(mine);
  let drawn = 0;
  store.subscribe(() => {
    drawn += 1;
  });
  const titles = () => store.snapshot().map((row) => row.title);
  return {
    store,
    titles,
    drawn: () => drawn,
    own: (title: string) => setText(mine, ids[0] ?? "", "title", title),
    other: (title: string) => {
      setText(theirs, ids[1] ?? "", "title", title);
      applyUpdate(mine, encodeStateAsUpdate(theirs));
    },
  };
}

describe("T72 · what is drawn again", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("others' keys at most thirty times a second: the first at once, then all that came together", () => {
    const { titles, drawn, other } = twoPeople();
    other("Train 1");
    expect(titles()).toEqual(["Car", "Train 1"]);
    for (let key = 2; key <= 40; key += 1) other(`Train ${key}`);
    expect([titles()[1], drawn()]).toEqual(["Train 1", 1]);
    vi.advanceTimersByTime(33);
    expect([titles()[1], drawn()]).toEqual(["Train 40", 2]);
    vi.advanceTimersByTime(1000);
    expect(drawn()).toBe(2);
  });

  it("one's own at once, and with it what waited", () => {
    const { titles, drawn, own, other } = twoPeople();
    other("Train 1");
    other("Train 2");
    own("Car 1");
    expect([titles(), drawn()]).toEqual([["Car 1", "Train 2"], 2]);
    vi.advanceTimersByTime(1000);
    expect(drawn()).toBe(2);
  });

  it("nothing after the sheet was left", () => {
    const { store, drawn, other } = twoPeople();
    other("Train 1");
    other("Train 2");
    store.destroy();
    vi.advanceTimersByTime(1000);
    expect(drawn()).toBe(1);
  });
});
