import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { FindBookingForm } from "@/components/signup/holder-forms";
import { Procession } from "@/components/ui/procession";
import { findBookings } from "./actions";
import { BookingCards } from "./booking-cards";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ suite?: unknown }> };

export async function generateMetadata(): Promise<Metadata> {
  const texts = await getTranslations();
  return { title: texts("ui.titleSuffix", { title: texts("booking.find.title") }), robots: { index: false } };
}

/** « Retrouver ma réservation »: an address in, a link out. Whoever is signed in finds theirs here. */
export default async function FindBookingPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await currentActor();
  const t = await getTranslations("booking.find");
  const { suite } = await searchParams;
  const mine = actor.kind === "account" ? await services().signup.myBookings(actor, { page: suite }) : null;
  const own = mine?.ok ? mine.value : null;
  const hasOwn = own !== null && own.bookings.length + own.toClaim.length + own.pages.page > 1;
  return (
    <PublicFrame>
      <main id="contenu" className="screen-booking">
        <div className="wrap">
          {hasOwn ? <BookingCards {...own} locale={locale} data="/compte/donnees" /> : null}
          <FindBookingForm
            action={findBookings}
            heading={hasOwn ? "h2" : "h1"}
            texts={{
              title: t("title"),
              lead: t("lead"),
              email: t("email"),
              submit: t("submit"),
              busy: t("busy"),
            }}
          />
        </div>
        <Procession words={(await getTranslations("ui"))("banner")} />
      </main>
    </PublicFrame>
  );
}
