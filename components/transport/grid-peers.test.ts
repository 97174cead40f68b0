import { expect, test } from "vitest";
import type { Peer } from "@/components/collab/presence";
import { id, row } from "@/domain/transport/testing-rows";
import { defaultColumns } from "./grid-columns";
import { peersByColumn, peersByRow } from "./grid-peers";

const peer = (clientId: number, userId: string, field: string | null, rowId = "r"): Peer => ({
  clientId,
  userId,
  rowId,
  field,
  order: clientId,
});

test("T66 · one is seen where one writes, and on the trip's name when that field has no column", () => {
  const peers = [
    peer(1, "a", "seats"),
    peer(2, "b", "seats"),
    peer(3, "a", "seats"),
    peer(4, "c", `outbound.${id("2")}.place`),
    peer(5, "d", `outbound.${id("3")}.place`),
    peer(6, "e", "notes"),
    peer(7, "f", null),
    peer(8, "g", "__proto__"),
    peer(9, "h", `outbound.${id("4")}.at`),
  ];
  const seen = peersByColumn(peers, row(), defaultColumns);
  const names = (column: (typeof defaultColumns)[number]) => seen.get(column)?.map(({ userId }) => userId);
  expect(names("seats")).toEqual(["a", "b"]);
  expect(names("place")).toEqual(["c"]);
  expect(names("arrives")).toEqual(["h"]);
  expect(names("title")).toEqual(["d", "e", "f", "g"]);
});

test("T68 · a row where nobody moved keeps its list of people, so that it is not drawn again", () => {
  const before = peersByRow([peer(1, "a", "seats", "r1"), peer(2, "b", "seats", "r2")], new Map());
  const after = peersByRow([peer(1, "a", "seats", "r1"), peer(2, "b", "place", "r2")], before);
  expect(after.get("r1")).toBe(before.get("r1"));
  expect(after.get("r2")).not.toBe(before.get("r2"));
  expect(peersByRow([peer(2, "b", "place", "r2")], after).has("r1")).toBe(false);
});
