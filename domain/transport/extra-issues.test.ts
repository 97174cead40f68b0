import { expect, test } from "vitest";
import { issues, missingToOpen } from "./issues";
import { moneyText, typedAmount } from "./money";
import { projectRow } from "./projection";
import { cellFields, fieldTable, folds, hasField, modes, type SheetPrice, textFields } from "./schema";
import { context, facts, id, row } from "./testing-rows";

const codes = (change: Parameters<typeof row>[0]) =>
  issues(row(change), context).map(({ field, code }) => `${field}: ${code}`);
const price = (digit: string, label: string, amount: SheetPrice["amount"]): SheetPrice => ({
  id: id(digit),
  label,
  amount,
  order: digit,
});
const projected = (change: Parameters<typeof row>[0], last: Parameters<typeof projectRow>[2] = null) => {
  const { values } = projectRow(row(change), last ? { ...context, trip: facts() } : context, last);
  if (!values) throw new Error("the row is public");
  return values;
};

test("T25 · the table names each field once, and every fold of the form", () => {
  const names = fieldTable.map((field) => field.name);
  expect(new Set(names).size).toBe(names.length);
  expect([...cellFields, ...textFields].sort()).toEqual([...names].sort());
  expect(new Set(fieldTable.flatMap(({ fold }) => fold ?? []))).toEqual(new Set(folds));
  for (const { fold, modes: having } of fieldTable) if (fold === null) expect(having).toEqual(modes);
});

test.each([
  [{ wheelchairSpaces: "une" }, "wheelchairSpaces: not_a_number"],
  [{ wheelchairSpaces: 21 }, "wheelchairSpaces: number_out_of_range"],
  [{ wheelchairSpaces: 0.5 }, "wheelchairSpaces: not_a_number"],
  [{ quietSeat: "peut-être" }, "quietSeat: choice_unknown"],
  [{ luggage: "énorme" }, "luggage: choice_unknown"],
  [{ operator: "x".repeat(201) }, "operator: too_long"],
  [{ bring: "x".repeat(2001) }, "bring: too_long"],
  [{ operatorPhone: "demain" }, "operatorPhone: phone_wrong"],
  [{ payment: "link" }, "paymentLink: missing"],
  [{ paymentLink: "http://example.org/payer" }, "paymentLink: link_wrong"],
  [{ paymentLink: "javascript:alert(1)" }, "paymentLink: link_wrong"],
  [{ paymentLink: "https://banque.example@example.org" }, "paymentLink: link_wrong"],
] as const)("T8 · %j is %s", (change, expected) => {
  expect(codes(change)).toEqual([expected]);
});

test("T28 · an outside link is a whole https address", () => {
  expect(codes({ payment: "link", paymentLink: "https://example.org/payer?trajet=1" })).toEqual([]);
  expect(projected({ payment: "link", paymentLink: " https://example.org/payer " }).extras.paymentLink).toBe(
    "https://example.org/payer",
  );
});

test("T26 · what the mode does not have is neither judged nor public, and comes back with the mode", () => {
  const held = { operator: "Autocars", operatorPhone: "demain", prices: [price("7", "Plein", 2500)] };
  expect(codes({ ...held, mode: "walk" })).toEqual([]);
  expect(codes({ ...held, mode: "coach" })).toEqual(["operatorPhone: phone_wrong"]);
  expect(projected({ ...held, mode: "walk" })).toMatchObject({ extras: { operator: null }, prices: [] });
  expect(projected({ ...held, mode: "coach" }, projected({ ...held, mode: "walk" }))).toMatchObject({
    extras: { operator: "Autocars", operatorPhone: null },
    prices: [{ label: "Plein", amount: 2500 }],
  });
  expect(hasField(null, "operator")).toBe(true);
});

test("T27 · amounts as people type them", () => {
  const understood: Array<[string, number | null]> = [
    ["12", 1200],
    [" 12,50 ", 1250],
    ["12.50 €", 1250],
    ["12 € 50", 1250],
    ["€12.5", 1250],
    ["0", 0],
    ["25 euros", 2500],
    ["libre", null],
    ["Prix libre", null],
  ];
  for (const [text, cents] of understood) expect([text, typedAmount(text)]).toEqual([text, cents]);
  for (const text of ["douze", "12,505", "-3", "12 à 15", ""]) expect(typedAmount(text)).toBe(text);
  expect([moneyText(1200, "fr"), moneyText(1250, "fr"), moneyText(1250, "en")]).toEqual([
    "12\u00A0€",
    "12,50\u00A0€",
    "€12.50",
  ]);
});

test("T27 · a wrong amount is flagged and keeps its last good one; one not filled in yet is no price", () => {
  const prices = [price("7", "Solidaire", "douze"), price("8", "Plein", 2500), price("9", "Libre", null)];
  expect(codes({ prices })).toEqual(["prices: amount_wrong"]);
  expect(codes({ prices: [price("7", "", 100_001)] })).toEqual(["prices: amount_out_of_range"]);
  expect(codes({ prices: [price("7", "x".repeat(61), 1200)] })).toEqual(["prices: too_long"]);
  expect(issues(row({ state: "draft", prices: [price("7", "Plein", "")] }), context)).toEqual([]);
  expect(missingToOpen(row({ state: "draft", prices: [price("7", "Plein", "")] }), context)).toEqual([
    { field: "prices", priceId: id("7"), part: "amount", code: "missing" },
  ]);
  const last = projected({ prices: [price("7", "Solidaire", 1200)] });
  expect(projected({ prices: [price("6", "Neuf", ""), ...prices] }, last).prices).toEqual([
    { id: id("7"), label: "Solidaire", amount: 1200 },
    { id: id("8"), label: "Plein", amount: 2500 },
    { id: id("9"), label: "Libre", amount: null },
  ]);
  const many = Array.from({ length: 9 }, (_, index) => price(String(index), `${index}`, 100));
  expect(codes({ prices: many })).toEqual(["prices: too_many_prices"]);
  expect(projected({ prices: many }, last).prices).toEqual(last.prices);
});
