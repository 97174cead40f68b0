import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { departmentDrawing, departmentPoints } from "./department-points";
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

test("a name that fits nowhere is left out, and covers nobody", () => {
  const labels = placeLabels(departmentPoints.map(([id, x, y]) => ({ id, name: "Saint-Quelque-Chose", x, y })));
  expect(labels.some(({ fits }) => fits)).toBe(true);
  expect(labels.some(({ fits }) => !fits)).toBe(true);
});

test("B5 · every département has a point of its own, those overseas too, and the drawing that pages refer to is theirs", () => {
  expect(departmentPoints).toHaveLength(101);
  expect(new Set(departmentPoints.map(([, x, y]) => `${x} ${y}`)).size).toBe(101);
  expect(readFileSync("public/carte.svg", "utf8")).toBe(departmentDrawing());
});
