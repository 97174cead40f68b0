import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { ButtonLink } from "@/components/ui/button";
import { BackToTrip, type HolderView } from "./holder-view";

/** Cancelled or out of time: the same page however often one comes back. */
export async function EndedView({ trip, signup, locale }: HolderView) {
  const t = await getTranslations("booking.ended");
  const expired = signup.state === "expired";
  const text = expired
    ? t("expiredText")
    : signup.cancelReason
      ? t("cancelledBy", { reason: signup.cancelReason })
      : t("cancelledText");
  const open = trip.status === "open";
  return (
    <>
      <div className="top-line">
        <BackToTrip trip={trip} locale={locale} />
        <h1>{t(expired ? "expired" : signup.cancelReason ? "cancelledByTitle" : "cancelled")}</h1>
        <p className="lead soft">{text}</p>
      </div>
      <p className="two">
        <ButtonLink
          kind="main"
          href={localPath(locale, `/${trip.coalition.slug}${open ? `/trajet/${trip.id}` : "#aller"}`)}
        >
          {open ? t("again") : (await getTranslations("tripPage"))("others")}
        </ButtonLink>
      </p>
    </>
  );
}
