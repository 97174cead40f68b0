"use client";

import { useLocale, useTranslations } from "next-intl";
import { moneyText } from "@/domain/transport/money";
import { fieldTable, hasField, type SheetPrice, type SheetRow } from "@/domain/transport/schema";

/** Prices, accessibility, luggage and operator to be read: what is filled in and belongs to the mode, nothing else. */
export function ExtraReading({ row }: { row: SheetRow }) {
  const t = useTranslations("sheet.extra");
  const locale = useLocale();
  const amount = ({ amount: cents }: SheetPrice) =>
    cents === null ? t("whatYouCan") : typeof cents === "number" ? moneyText(cents, locale) : cents;
  const prices = hasField(row.mode, "prices") && row.payment !== "free" ? row.prices : [];
  const lines = fieldTable.flatMap((spec) => {
    const value = row[spec.name];
    if (spec.fold === null || value === null || value === "" || !hasField(row.mode, spec.name)) return [];
    const choice = spec.kind === "choice" ? spec.choices.find((each) => each === value) : undefined;
    // Which field it is, the compiler cannot follow into the name of the message.
    const said = choice === undefined ? String(value) : t(`choice.${spec.name}.${choice}` as "choice.payment.free");
    return [{ name: spec.name, said }];
  });
  if (lines.length === 0 && prices.length === 0) return null;
  return (
    <dl className="terms small">
      {prices.length > 0 && (
        <div>
          <dt>{t(row.mode === "car" ? "fold.share" : "fold.prices")}</dt>
          <dd>{prices.map((price) => [price.label, amount(price)].filter(Boolean).join(" ")).join(" · ")}</dd>
        </div>
      )}
      {lines.map(({ name, said }) => (
        <div key={name}>
          <dt>{t(`field.${name}`)}</dt>
          <dd className="notes">{said}</dd>
        </div>
      ))}
    </dl>
  );
}
