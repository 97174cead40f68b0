import { getTranslations } from "next-intl/server";
import { ChangeBookingForm } from "@/components/signup/change-booking-form";
import { bookingTexts, priceOptions, rideOptions } from "../../../[coalition]/trajet/[id]/form-words";
import { changeBooking } from "./actions";
import { BackToTrip, type HolderView, hiddenKey, holderHref } from "./holder-view";

/** Fewer seats, other stops: the same choices as when booking, as they stand now. */
export async function ChangeView(view: HolderView) {
  const t = await getTranslations("booking");
  const { trip, signup, locale } = view;
  const words = await bookingTexts(locale, trip, { full: false, person: null, hasSeats: signup.state !== "waiting" });
  return (
    <>
      <div className="top-line">
        <BackToTrip {...view} />
        <h1>{t("change.title")}</h1>
        <p className="lead soft">{t("change.lead")}</p>
      </div>
      <ChangeBookingForm
        action={changeBooking}
        hidden={hiddenKey(view)}
        options={rideOptions(trip, locale)}
        // What is marked as paid is settled with whoever runs the trip.
        prices={signup.paid ? [] : await priceOptions(trip, locale, signup.price)}
        now={{
          party: String(signup.party),
          direction: signup.outbound && signup.return ? "both" : signup.outbound ? "outbound" : "return",
          outboundFrom: signup.outbound?.from.id ?? "",
          outboundTo: signup.outbound?.to.id ?? "",
          returnFrom: signup.return?.from.id ?? "",
          returnTo: signup.return?.to.id ?? "",
          price: signup.price?.id ?? "",
          wheelchair: signup.access.wheelchair ? "on" : "",
          accessNeed: signup.access.need,
        }}
        back={holderHref(view)}
        texts={{ ...words, save: t("change.save"), back: t("change.back"), busy: t("busy") }}
      />
    </>
  );
}
