import { likelyNumber } from "./likely-number";
import { type Extras, fieldTable, hasField, isExtra, type SheetPrice, type SheetRow, sheetLimits } from "./schema";
import type { GoodValues, Issue } from "./trip-facts";

type ExtraReport = { issues: Issue[]; good: Required<Pick<GoodValues, "extras">> & Pick<GoodValues, "prices"> };

/** Judges what the form folds away. A field that the chosen mode does not have is not judged, whatever it holds. */
export function examineExtras(row: SheetRow, strict: boolean): ExtraReport {
  const issues: Issue[] = [];
  const good: Partial<Extras> = {};
  for (const spec of fieldTable) {
    if (spec.fold === null || !hasField(row.mode, spec.name)) continue;
    const value = row[spec.name];
    const typed = typeof value === "string" ? value.trim() || null : value;
    if (isExtra(spec.name, typed)) Object.assign(good, { [spec.name]: typed });
    else issues.push({ field: spec.name, ...whyWrong(spec, value) });
  }
  if (strict && good.payment === "link" && good.paymentLink === null)
    issues.push({ field: "paymentLink", code: "missing" });
  const prices = hasField(row.mode, "prices") ? examinePrices(row.prices, strict, issues) : [];
  return { issues, good: { extras: good, prices } };
}

function whyWrong(spec: (typeof fieldTable)[number], value: unknown): Pick<Issue, "code" | "data"> {
  const typed = String(value).slice(0, 40);
  if (spec.kind === "choice") return { code: "choice_unknown", data: { typed } };
  if (spec.kind === "phone") return { code: "phone_wrong", data: { typed } };
  if (spec.kind === "link") return { code: "link_wrong" };
  if (spec.kind !== "count")
    return { code: "too_long", data: { most: spec.kind === "prose" ? sheetLimits.cell : sheetLimits.line } };
  if (typeof value === "number" && Number.isInteger(value))
    return { code: "number_out_of_range", data: { least: 0, most: sheetLimits.wheelchairs } };
  const repair = likelyNumber(typed);
  return {
    code: "not_a_number",
    data: { typed, ...(repair !== null && repair <= sheetLimits.wheelchairs ? { repair } : {}) },
  };
}

/** Each price for itself: a wrong one keeps its last good name or amount, or stays out of sight if it never had any. */
function examinePrices(prices: readonly SheetPrice[], strict: boolean, issues: Issue[]): GoodValues["prices"] {
  if (prices.length > sheetLimits.prices) {
    issues.push({ field: "prices", code: "too_many_prices", data: { most: sheetLimits.prices } });
    return undefined;
  }
  return prices.map(({ id, label, amount }) => {
    const at = { field: "prices", priceId: id } as const;
    const name = label.trim();
    const fits = name.length <= sheetLimits.priceLabel;
    if (!fits) issues.push({ ...at, part: "label", code: "too_long", data: { most: sheetLimits.priceLabel } });
    const wrong = wrongAmount(amount);
    if (wrong && (strict || wrong.code !== "missing")) issues.push({ ...at, part: "amount", ...wrong });
    const cents = typeof amount === "number" ? amount : null;
    return { id, ...(fits ? { label: name } : {}), ...(wrong ? {} : { amount: cents }) };
  });
}

function wrongAmount(amount: SheetPrice["amount"]): Pick<Issue, "code" | "data"> | null {
  if (amount === null) return null;
  if (amount === "") return { code: "missing" };
  if (typeof amount === "string" || !Number.isInteger(amount))
    return { code: "amount_wrong", data: { typed: String(amount).slice(0, 40) } };
  if (amount < 0 || amount > sheetLimits.amount)
    return { code: "amount_out_of_range", data: { most: sheetLimits.amount / 100 } };
  return null;
}
