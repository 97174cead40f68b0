import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { ActForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { splitName } from "@/domain/coalition/name";
import type { WaitingReason } from "@/server/transport/signup-types";
import { changeBooking } from "./actions";
import { type HolderView, hiddenKey, holderHref, MineTicket } from "./holder-view";

/** The rank, why there is no offer yet, and what one may do meanwhile. */
export async function WaitingView(view: HolderView) {
  const t = await getTranslations("booking.waiting");
  const { signup, trip, locale } = view;
  const full = trip.seats.free === 0 && trip.seats.open.length === 0;
  const reason = reasonWords(t, signup.reason);
  const others = localPath(locale, `/${trip.coalition.slug}#aller`);
  return (
    <>
      <div className="top-line">
        <p>
          <ButtonLink kind="quiet" icon="back" className="flush" href={others}>
            {(await getTranslations("tripPage"))("back", { name: splitName(trip.coalition.name).place })}
          </ButtonLink>
        </p>
        <h1>
          {t.rich("title", {
            rank: signup.rank ?? 1,
            sup: (words) => <sup>{words}</sup>,
            nb: (words) => <span className="nb">{words}</span>,
          })}
        </h1>
        <p className="lead soft">{t("lead", { n: signup.party })}</p>
      </div>
      <MineTicket {...view}>
        {full ? <p className="soft">{t("full", { total: trip.seats.total })}</p> : null}
        {reason ? (
          <Note icon="clock" fill>
            {reason}
          </Note>
        ) : null}
        <div className="two fill">
          {signup.party > 1 && signup.may.change ? (
            <ActForm
              action={changeBooking}
              hidden={{ ...hiddenKey(view), party: "1" }}
              kind="main"
              submit={t("oneIsEnough")}
              busyText={(await getTranslations("booking"))("busy")}
            />
          ) : null}
          {signup.may.change ? (
            <ButtonLink kind={signup.party > 1 ? "quiet" : "second"} href={holderHref(view, "changer")}>
              {t("change")}
            </ButtonLink>
          ) : null}
          {signup.may.cancel ? <ButtonLink href={holderHref(view, "desister")}>{t("leave")}</ButtonLink> : null}
        </div>
      </MineTicket>
      <Section id="autrement" title={t("anyway")}>
        <ul className="facts">
          <li>
            <Icon name="coach" />
            <span>{t.rich("others", { link: (words) => <a href={others}>{words}</a> })}</span>
          </li>
        </ul>
      </Section>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"booking.waiting">>>;

function reasonWords(t: Words, reason: WaitingReason | null): string | null {
  switch (reason?.kind) {
    case undefined:
      return null;
    case "confirm_address":
      return t("confirmAddress");
    case "too_few_seats":
      return reason.passedOver ? t("passedOver") : t("tooFew", { lacking: reason.lacking });
    case "no_wheelchair_space":
      return t("noWheelchairSpace");
    case "overbooked":
      return t("overbooked", { n: reason.tooMany });
    case "trip_closed":
      return t("tripClosed");
    case "too_late":
      return t("tooLate");
    case "stop_removed":
      return t("stopRemoved");
  }
}
