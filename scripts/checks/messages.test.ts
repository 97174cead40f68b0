import { expect, test } from "vitest";
import { checkMessages } from "./messages";

const fr = {
  trip: { seats: "{count, plural, one {# place} other {# places}}\u00a0!" },
  refusal: { not_found: "Introuvable" },
};
const en = { trip: { seats: "{count, plural, one {# seat} other {# seats}}!" }, refusal: { not_found: "Not found" } };
const source = (text: string) => [{ path: "page.tsx", text }];

test("both languages have the same keys and arguments", () => {
  expect(checkMessages({ fr, en }, ["not_found"], [])).toEqual([]);
  expect(checkMessages({ fr, en: { ...en, trip: {} } }, [], [])).toEqual(["messages/en.json lacks trip.seats"]);
  expect(checkMessages({ fr, en: { ...en, trip: { seats: "{number}" } } }, [], [])).toHaveLength(1);
});

test("the words of a branch are no arguments; arguments inside it are", () => {
  const french = { a: "{days, plural, =0 {demain} other {dans # jours à {place}}}" };
  expect(
    checkMessages({ fr: french, en: { a: "{days, plural, =0 {tomorrow} other {in # days at {place}}}" } }, [], []),
  ).toEqual([]);
  expect(
    checkMessages({ fr: french, en: { a: "{days, plural, =0 {tomorrow} other {in # days}}" } }, [], []),
  ).toHaveLength(1);
});

test("each refusal has a text", () => {
  expect(checkMessages({ fr, en }, ["trip_full"], [])).toEqual(["messages/fr.json lacks refusal.trip_full"]);
});

test("French signs keep their hard space", () => {
  const loose = { trip: { seats: "{count} places !" } };
  expect(checkMessages({ fr: loose, en: { trip: { seats: "{count}" } } }, [], [])).toHaveLength(1);
});

test("a key that no file has is told, in the namespace of its translator", () => {
  const asks = (key: string) => source(`const t = await getTranslations("trip");\nt("${key}");\nt.rich("${key}")`);
  expect(checkMessages({ fr, en }, [], asks("seats"))).toEqual([]);
  expect(checkMessages({ fr, en }, [], asks("chairs"))).toHaveLength(2);
});
