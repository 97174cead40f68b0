import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { BookSeatForm } from "@/components/signup/book-seat-form";
import { ButtonLink } from "@/components/ui/button";
import type { Actor } from "@/domain/kernel/actor";
import { newId } from "@/domain/kernel/ids";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { TripView } from "@/server/transport/signup-types";
import { bookSeat } from "./actions";
import { bookingTexts, priceOptions, rideOptions } from "./form-words";

/** The form, or why there is none. */
export async function BookingPanel({ trip, actor, locale }: { trip: TripView; actor: Actor; locale: string }) {
  const t = await getTranslations("tripPage");
  const others = localPath(locale, `/${trip.coalition.slug}#aller`);
  if (trip.status !== "open") {
    const title = trip.status === "cancelled" ? t("cancelledTitle") : t("closedTitle");
    const when = {
      day: spokenDay(trip.bookingDeadline, locale),
      time: spokenTime(trip.bookingDeadline, locale),
    };
    const text = {
      cancelled: t("cancelledText", { reason: trip.cancelReason ?? "" }),
      closed: t("closedText"),
      deadline: t("deadlineText", when),
    }[trip.status];
    return (
      <section className="paper form" aria-labelledby="reserver">
        <h2 id="reserver">{title}</h2>
        <p>{text}</p>
        <ButtonLink kind="main" href={others}>
          {t("others")}
        </ButtonLink>
      </section>
    );
  }
  const mine = await services().signup.myBookingOn(actor, trip.id);
  if (mine) {
    return (
      <section className="paper form" aria-labelledby="reserver">
        <h2 id="reserver">{t("form.title")}</h2>
        <p>{t("form.already")}</p>
        <ButtonLink kind="main" href={localPath(locale, mine)}>
          {t("form.alreadyLink")}
        </ButtonLink>
      </section>
    );
  }
  const full = trip.seats.free === 0 && trip.seats.open.length === 0;
  return (
    <BookSeatForm
      action={bookSeat}
      hidden={{ tripId: trip.id, requestId: newId() }}
      person={actor.kind === "account" ? { name: actor.name, email: actor.email } : null}
      options={rideOptions(trip, locale)}
      prices={await priceOptions(trip, locale)}
      texts={await bookingTexts(locale, trip, { full, person: actor.kind === "account" ? actor : null })}
    />
  );
}
