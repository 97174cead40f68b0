import { getTranslations } from "next-intl/server";
import { ActForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { cancelBooking } from "./actions";
import { BackToTrip, boardsAt, type HolderView, hiddenKey, holderHref } from "./holder-view";

/** Asked before it is done: leaving is for good. */
export async function LeaveView(view: HolderView) {
  const t = await getTranslations("booking");
  const { signup, trip, locale } = view;
  const at = boardsAt(view);
  const words = { n: signup.party, trip: trip.title, day: at ? spokenDay(at, locale) : "" };
  const queued = signup.state === "waiting";
  return (
    <>
      <div className="top-line">
        <BackToTrip {...view} />
        <h1>{t("leave.title")}</h1>
        <p className="lead soft">{queued ? t("leave.leadWaiting", words) : t("leave.lead", words)}</p>
      </div>
      <div className="two">
        <ActForm
          action={cancelBooking}
          hidden={hiddenKey(view)}
          kind="danger"
          submit={t(queued ? "leave.yesWaiting" : "leave.yes")}
          busyText={t("busy")}
        />
        <ButtonLink href={holderHref(view)}>{queued ? t("leave.noWaiting") : t("leave.no", words)}</ButtonLink>
      </div>
    </>
  );
}
