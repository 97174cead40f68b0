import { describe, expect, it } from "vitest";
import { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { peersOf, peoplePresent } from "./presence";

describe("who is here", () => {
  it("reads only what it knows of another's state, and counts tabs of one person once", () => {
    const awareness = new Awareness(new Doc());
    awareness.states.set(awareness.clientID + 1, { userId: "a", rowId: "r1", field: "seats" });
    awareness.states.set(awareness.clientID + 2, { userId: "a", rowId: 7, field: "x".repeat(200) });
    awareness.states.set(awareness.clientID + 3, { userId: "me" });
    awareness.states.set(awareness.clientID + 4, { cursor: 1 });
    const peers = peersOf(awareness);
    expect(peers.map(({ userId, rowId, field }) => [userId, rowId, field])).toEqual([
      ["a", "r1", "seats"],
      ["a", null, null],
      ["me", null, null],
      [null, null, null],
    ]);
    expect(peoplePresent(peers, "me").map((peer) => peer.userId)).toEqual(["a"]);
    awareness.destroy();
  });
});
