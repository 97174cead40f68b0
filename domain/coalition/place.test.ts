import { expect, test } from "vitest";
import { placeFinder, readPlaces } from "./place";

const places = readPlaces(
  [
    "Roubaix\t59\t59100\t50.69\t3.17\t98286",
    "Saint-Denis\t93\t93200 93210\t48.94\t2.35\t149077",
    "Saint-Denis\t974\t97400\t-20.88\t55.45\t155634",
    "Saint-Denis\t11\t11310\t43.37\t2.28\t523",
    "Ajaccio\t2A\t20000 20090\t41.93\t8.74\t73822",
    "Corte\t2B\t20250\t42.31\t9.15\t7500",
    "Lille\t59\t59000 59800\t50.63\t3.06\t236234",
  ].join("\n"),
);
const { named, beginning } = placeFinder(places);
const names = (found: ReturnType<typeof named>) => found.map(({ name, departement }) => `${name} ${departement}`);

test("B1 · a town is found as people type it, the largest of that name first", () => {
  expect(names(named("st denis"))).toEqual(["Saint-Denis 974", "Saint-Denis 93", "Saint-Denis 11"]);
  expect(names(named("SAINT DENIS"))).toEqual(names(named("Saint-Denis")));
  expect(names(named("Saint-Denis 93"))).toEqual(["Saint-Denis 93"]);
  expect(names(named("Saint-Denis (11310)"))).toEqual(["Saint-Denis 11"]);
  expect(named("Nord-Pas-de-Calais")).toEqual([]);
  expect(named("")).toEqual([]);
});

test("B1 · a postcode, a département, or a postcode that nobody has lead to one place", () => {
  expect(names(named("59100"))).toEqual(["Roubaix 59"]);
  expect(names(beginning("59"))).toEqual(["Lille 59"]);
  expect(named("59")).toEqual([]);
  expect(names(named("59199"))).toEqual(["Roubaix 59"]);
  // Corsica's postcodes begin with 20, not with its départements.
  expect(names(named("20250"))).toEqual(["Corte 2B"]);
  expect(names(named("97400"))).toEqual(["Saint-Denis 974"]);
  expect(named("00100")).toEqual([]);
});

test("B1 · the beginning of a name is enough from three letters on", () => {
  expect(names(beginning("roub"))).toEqual(["Roubaix 59"]);
  expect(beginning("ro")).toEqual([]);
});
