import { expect, test } from "vitest";
import { departmentPoints } from "./department-points";
import { placeLabels } from "./map-labels";

const point = (name: string, code: string) => {
  const [, x, y] = departmentPoints.find(([known]) => known === code) ?? ["", 0, 0];
  return { id: code, name, x, y };
};

test("names stand beside their points and do not cover one another", () => {
  const labels = placeLabels([
    point("Montreuil", "93"),
    point("Strasbourg", "67"),
    point("Grenoble", "38"),
    point("Crest", "26"),
  ]);
  expect(labels.map(({ name, anchor }) => `${name} ${anchor}`)).toEqual([
    "Montreuil start",
    "Strasbourg middle",
    "Grenoble start",
    "Crest start",
  ]);
});

test("every département of the mainland and Corsica has a point of its own", () => {
  expect(departmentPoints).toHaveLength(96);
  expect(new Set(departmentPoints.map(([code]) => code)).size).toBe(96);
});
