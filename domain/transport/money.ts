import type { Cell } from "@/domain/kernel/document-values";

/** "12", "12,50", "12.50 €", "12 € 50" in cents; "libre" is null, pay what you can; anything else stays as typed. */
export function typedAmount(text: string): Cell {
  const trimmed = text.trim();
  if (/^((prix\s+)?libre|(pay\s+)?what you can)$/iu.test(trimmed)) return null;
  const found = /^€?\s*(\d{1,6})(?:\s*[.,€]\s*(\d{1,2}))?\s*(?:€|eur|euros?)?$/iu.exec(trimmed);
  if (!found) return trimmed;
  return Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** « 12 € », « 12,50 € »; cents only where there are some. */
export function moneyText(cents: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "EUR",
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100);
}
