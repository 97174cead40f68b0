import { expect, test } from "vitest";
import { splitName } from "./name";

test("the place is the title, the family name stands above it", () => {
  expect(splitName("Coalition Climat 21 — Nord-Pas-de-Calais")).toEqual({
    family: "Coalition Climat 21",
    place: "Nord-Pas-de-Calais",
  });
  expect(splitName("Montreuil et Est parisien")).toEqual({ family: null, place: "Montreuil et Est parisien" });
  expect(splitName("— Lille")).toEqual({ family: null, place: "— Lille" });
});
