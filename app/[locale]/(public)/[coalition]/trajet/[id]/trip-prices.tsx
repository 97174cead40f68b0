import { getTranslations } from "next-intl/server";
import { amountWords } from "@/app/price-words";
import { Section } from "@/components/ui/section";
import type { TripView } from "@/server/transport/signup-types";

/** The prices to choose from, and how one pays: whoever runs the trip, never us. */
export async function TripPrices({ trip, locale }: { trip: TripView; locale: string }) {
  const [t, words] = await Promise.all([getTranslations("tripPage.prices"), getTranslations("price")]);
  const { prices, payment, paymentLink } = trip;
  if (prices.length === 0 || trip.status === "cancelled") return null;
  const title = prices.length > 1 ? "choose" : trip.mode === "car" ? "share" : "one";
  return (
    <Section id="prix" title={t(title)} fill>
      <dl className="tiers">
        {prices.map((price) => (
          <div key={price.id}>
            <dt>{price.label || words("unnamed")}</dt>
            <dd>{amountWords(words, price, locale)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {payment === "onboard" ? t("onBoard") : null}
        {paymentLink !== null
          ? t.rich("byLink", {
              host: new URL(paymentLink).host,
              link: (host) => (
                <a href={paymentLink} rel="noopener noreferrer">
                  {host}
                </a>
              ),
            })
          : null}{" "}
        {t("never")}
      </p>
    </Section>
  );
}
