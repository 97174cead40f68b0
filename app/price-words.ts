import { getTranslations } from "next-intl/server";
import { moneyText } from "@/domain/transport/money";
import type { PriceView, TripView } from "@/server/transport/signup-types";

type Texts = Awaited<ReturnType<typeof getTranslations<"price">>>;

/** « 12 € », « prix libre ». */
export function amountWords(t: Texts, { amount }: Pick<PriceView, "amount">, locale: string): string {
  return amount === null ? t("whatYouCan") : moneyText(amount, locale);
}

/** « Solidaire, 12 € »; the amount alone where it has no name. */
export function priceWords(t: Texts, price: PriceView, locale: string): string {
  const amount = amountWords(t, price, locale);
  return price.label ? t("named", { label: price.label, amount }) : amount;
}

/** « de 12 à 35 € » (« 12 à 35 € » when `short`), « 15 € », « prix libre », « gratuit »; null where nobody said. */
export async function priceRange({ prices, payment }: TripView, locale: string, short = false): Promise<string | null> {
  const t = await getTranslations("price");
  if (payment === "free") return t("free");
  const amounts = prices.flatMap(({ amount }) => amount ?? []).sort((a, b) => a - b);
  const [least, most] = [amounts[0], amounts.at(-1)];
  if (least === undefined || most === undefined) return prices.length > 0 ? t("whatYouCan") : null;
  if (least === most) return moneyText(least, locale);
  return t("range", {
    short: String(short),
    // Where the sign stands after the figure, it is said once.
    figure: moneyText(least, locale).replace(/\s€$/u, ""),
    most: moneyText(most, locale),
  });
}
