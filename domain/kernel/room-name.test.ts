import { expect, test } from "vitest";
import { formatRoomName, parseRoomName } from "./room-name";

const documentId = "0b8f6f0e-7a3f-4f6e-9d3c-0f4f7a1d2c3b";

test("a room name says what it was made of", () => {
  const room = { kind: "sheet", documentId, generation: 3 } as const;
  expect(parseRoomName(formatRoomName(room))).toEqual(room);
});

test.each([
  "",
  "sheet",
  `sheet.${documentId}`,
  `sheet.${documentId}.0`,
  `sheet.${documentId}.1.1`,
  `tree.${documentId}.1`,
  "sheet.x.1",
  `sheet.${documentId.toUpperCase()}.1`,
  `sheet.${documentId}.1e3`,
])("%j names no room", (text) => {
  expect(parseRoomName(text)).toBeNull();
});
