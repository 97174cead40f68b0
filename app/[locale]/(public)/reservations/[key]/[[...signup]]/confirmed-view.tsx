import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { hasSeats, servedStops, travelMode } from "@/app/trip-words";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { Note } from "@/components/ui/note";
import { QrCode } from "@/components/ui/qr-code";
import { Section } from "@/components/ui/section";
import { StopsTimeline } from "@/components/ui/stops-timeline";
import { splitName } from "@/domain/coalition/name";
import { dayAndMonth, spokenDay, spokenTime, weekday } from "@/domain/kernel/spoken-date";
import { bookingPath, calendarPath } from "@/domain/signup/paths";
import type { LegView, StopView } from "@/server/transport/signup-types";
import { BackToTrip, boardsAt, type HolderView, holderHref, MineTicket, MySeats } from "./holder-view";

/** The ticket: what to show when boarding, where one gets on and off, what happens if something changes. */
export async function ConfirmedView(view: HolderView) {
  const t = await getTranslations("booking.confirmed");
  const { signup, trip, locale } = view;
  const at = boardsAt(view);
  const choose = hasSeats(travelMode(trip.mode)) ? (await getTranslations("tripPage"))("chooseSeat") : "";
  const yellow = `${t("yellow", { n: signup.party })} ${choose}`.trim();
  return (
    <>
      <div className="top-line">
        <BackToTrip {...view} />
        <h1>
          {t.rich("title", {
            day: () => (
              <span className="nb">
                {at ? t("seeYou", { weekday: weekday(at, locale), day: dayAndMonth(at, locale) }) : ""}
              </span>
            ),
          })}
        </h1>
        <p className="lead soft">{t("lead")}</p>
        <div className="acts">
          <ButtonLink kind="main" icon="calendar" href={calendarPath(bookingPath(view.at.key, view.at.signupId))}>
            {t("calendar")}
          </ButtonLink>
          <Menu label={(await getTranslations("ui"))("more")}>
            {signup.may.change ? (
              <a href={holderHref(view, "changer")}>
                <Icon name="edit" />
                {t("change")}
              </a>
            ) : null}
            {signup.may.cancel ? (
              <a className="bad" href={holderHref(view, "desister")}>
                <Icon name="undo" />
                {t("leave")}
              </a>
            ) : null}
          </Menu>
        </div>
      </div>
      {signup.coming ? <Note tone="ok">{(await getTranslations("booking"))("coming.said")}</Note> : null}
      <MineTicket
        {...view}
        mine
        aside={
          signup.boarding ? (
            <div className="show">
              <QrCode text={signup.boarding.qrText} label={t("qr")} />
              <p className="small">
                {t("show")}
                <br />
                <b>{signup.boarding.code}</b>
              </p>
            </div>
          ) : undefined
        }
      >
        <MySeats {...view} words={yellow} />
      </MineTicket>
      <Section id="arrets" title={t("stops")}>
        <div className="ways">
          {signup.outbound ? <Way way="outbound" leg={signup.outbound} stops={trip.outbound} locale={locale} /> : null}
          {signup.return ? <Way way="return" leg={signup.return} stops={trip.return} locale={locale} /> : null}
        </div>
      </Section>
      <Section id="changement" title={t("changes")}>
        <ul className="facts">
          <li>
            <Icon name="clock" />
            {t("stopMoves")}
          </li>
          <li>
            <Icon name="undo" />
            {t("notComing")}
          </li>
          <li>
            <Icon name="mail" />
            <span>
              {t.rich("question", {
                name: splitName(trip.coalition.name).place,
                link: (words) => <a href={localPath(locale, `/${trip.coalition.slug}#contact`)}>{words}</a>,
              })}
            </span>
          </li>
        </ul>
      </Section>
    </>
  );
}

type WayProps = { way: "outbound" | "return"; leg: LegView; stops: readonly StopView[]; locale: string };

/** The stops of one way, those where this person gets on and off marked. */
async function Way({ way, leg, stops, locale }: WayProps) {
  const t = await getTranslations("booking.confirmed");
  const trip = await getTranslations("tripPage");
  const shown = stops.filter((stop) => !stop.removed || stop.id === leg.from.id || stop.id === leg.to.id);
  const note = (stop: StopView) => {
    if (stop.id !== leg.from.id && stop.id !== leg.to.id) return undefined;
    if (stop.removed) return t("stopRemoved");
    return t(stop.id === leg.from.id ? "boardHere" : "leaveHere");
  };
  return (
    <div>
      <h3>{trip(`${way}On`, { day: spokenDay(leg.from.at, locale) })}</h3>
      <StopsTimeline
        stops={(shown.length > 0 ? shown : servedStops(stops)).map((stop) => ({
          id: stop.id,
          dateTime: stop.at.toISOString(),
          time: spokenTime(stop.at, locale),
          place: stop.place,
          note: note(stop),
        }))}
      />
    </div>
  );
}
