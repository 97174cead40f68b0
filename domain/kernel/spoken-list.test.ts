import { expect, test } from "vitest";
import { spokenList } from "./spoken-list";

test("labels in a row begin with one capital only", () => {
  expect(spokenList(["Aller à Paris ensemble", "Marche locale", "Réunion publique"], "fr")).toBe(
    "Aller à Paris ensemble, marche locale, réunion publique",
  );
  expect(spokenList([], "fr")).toBe("");
});
