import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { timeWords } from "@/app/entry-words";
import { localPath } from "@/app/i18n/local-path";
import { ActForm, CodeForm, OfferForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Ticket } from "@/components/ui/ticket";
import { dayAndMonth, daysBetween, spokenDay, spokenTime, weekday } from "@/domain/kernel/spoken-date";
import { bookingPath, calendarPath } from "@/domain/signup/paths";
import { answerOffer, cancelBooking, confirmByCode, confirmByLink, resendCode, sayComing } from "./actions";
import { ChangeAnswers } from "./change-answers";
import { type EntryHolder, hiddenKey, holderHref, type Question, untilWords } from "./holder-view";

type Props = { kind: "confirm" | "booking"; late: boolean; view: EntryHolder; question?: Question };

/** The page of whoever helps, or has registered for an event: one question per moment. It needs no account, only its key. */
export function EntryHolderView({ kind, late, view, question }: Props) {
  const { state, needsConfirmation, may } = view.signup;
  if (kind === "confirm") return <ConfirmLink {...view} late={late} />;
  if (question === "desister" && may.cancel) return <Leave {...view} />;
  if (question === "changer" && may.change && view.entry.registration) return <ChangeAnswers {...view} />;
  if (needsConfirmation) return <HeldPlace {...view} />;
  if (question !== "voir" && may.sayComing && startsLater(view)) return <Coming {...view} />;
  if (state === "confirmed") return <Confirmed {...view} />;
  if (state === "waiting") return <Waiting {...view} />;
  if (state === "offered") return <Offered {...view} />;
  return <Ended {...view} />;
}

/** On the day itself the ticket is what one looks for. */
function startsLater({ entry }: EntryHolder): boolean {
  return entry.time !== null && daysBetween(new Date(), entry.time.startsAt) > 0;
}

function EntryTop({ entry, locale, children }: EntryHolder & { children: ReactNode }) {
  const query = entry.occurrence ? `?le=${entry.occurrence}` : "";
  const href = localPath(locale, `/${entry.coalition.slug}/inscription/${entry.id}${query}`);
  return (
    <div className="top-line">
      <p>
        <ButtonLink kind="quiet" icon="back" className="flush" href={href}>
          {entry.title}
        </ButtonLink>
      </p>
      {children}
    </div>
  );
}

/** What this person holds, as a ticket. */
function EntryTicket({ entry, locale, mine, children }: EntryHolder & { mine?: boolean; children?: ReactNode }) {
  const { time } = entry;
  const allDay = time?.startsLocal.length === 10;
  return (
    <Ticket
      mode="walk"
      shape="turn"
      className="mine"
      state={mine ? "mine" : undefined}
      labelledBy="quoi"
      stub={
        time ? (
          <>
            <span className="d">
              {weekday(time.startsAt, locale)}
              <br />
              {dayAndMonth(time.startsAt, locale)}
            </span>
            {allDay ? null : <span className="time">{spokenTime(time.startsAt, locale)}</span>}
          </>
        ) : null
      }
    >
      <h2 id="quoi">{entry.title}</h2>
      {time ? (
        <p>
          {timeWords(time, locale)}
          <br />
          <span className="soft">{[time.place, entry.address].filter(Boolean).join(", ")}</span>
        </p>
      ) : null}
      {children}
    </Ticket>
  );
}

async function ConfirmLink({ late, ...view }: EntryHolder & { late: boolean }) {
  const t = await getTranslations("booking");
  const te = await getTranslations("registration.holder");
  return (
    <>
      <EntryTop {...view}>
        <h1>{te("confirmTitle")}</h1>
        <p className="lead soft">{t(late ? "confirmLink.late" : "confirmLink.lead")}</p>
      </EntryTop>
      <EntryTicket {...view}>
        <ActForm
          action={confirmByLink}
          hidden={hiddenKey(view)}
          kind="main"
          submit={late ? t("confirmLink.buttonLate") : te("confirmButton")}
          busyText={t("busy")}
        />
      </EntryTicket>
    </>
  );
}

async function Leave(view: EntryHolder) {
  const t = await getTranslations("booking");
  const { signup, entry, locale } = view;
  const words = { n: 1, trip: entry.title, day: entry.time ? spokenDay(entry.time.startsAt, locale) : "" };
  const queued = signup.state === "waiting";
  return (
    <>
      <EntryTop {...view}>
        <h1>{t("leave.title")}</h1>
        <p className="lead soft">{t(queued ? "leave.leadWaiting" : "leave.lead", words)}</p>
      </EntryTop>
      <div className="two">
        <ActForm
          action={cancelBooking}
          hidden={hiddenKey(view)}
          kind="danger"
          submit={t(queued ? "leave.yesWaiting" : "leave.yes")}
          busyText={t("busy")}
        />
        <ButtonLink href={holderHref(view)}>{t(queued ? "leave.noWaiting" : "leave.no", words)}</ButtonLink>
      </div>
    </>
  );
}

/** Until when the place is held, and the code to type. */
async function HeldPlace(view: EntryHolder) {
  const t = await getTranslations("booking");
  const { signup, locale } = view;
  const holds = signup.state === "pending" && signup.holdsSeats;
  const submit = holds ? t("held.confirm", { n: 1 }) : t("held.confirmWait");
  const until = (words: ReactNode) => <span className="nb">{words}</span>;
  const time = signup.until ? await untilWords(signup.until, locale) : null;
  return (
    <>
      <EntryTop {...view}>
        <h1>
          {time ? t.rich(holds ? "held.title" : "held.titleWait", { n: 1, time, until }) : t("held.titleConfirm")}
        </h1>
        <p className="lead soft">{holds ? t("held.lead", { n: 1 }) : t("held.leadWait")}</p>
      </EntryTop>
      <div className="cols">
        <div className="paper ask">
          {signup.may.confirm ? (
            <ActForm action={confirmByLink} hidden={hiddenKey(view)} kind="main" submit={submit} busyText={t("busy")} />
          ) : (
            <CodeForm
              action={confirmByCode}
              hidden={hiddenKey(view)}
              hint={t.rich("held.sentTo", { email: () => <strong>{signup.email}</strong> })}
              texts={{ code: t("held.code"), submit, busy: t("busy") }}
            />
          )}
          {signup.may.typeCode ? (
            <More summary={t("held.nothing")}>
              <p>{t("held.nothingText")}</p>
              <ActForm
                action={resendCode}
                hidden={hiddenKey(view)}
                submit={t("held.again")}
                busyText={t("busy")}
                slim
              />
            </More>
          ) : null}
        </div>
        <EntryTicket {...view}>
          {signup.may.cancel ? (
            <p className="go">
              <ButtonLink kind="quiet" className="flush" href={holderHref(view, "desister")}>
                {t("confirmed.leave")}
              </ButtonLink>
            </p>
          ) : null}
        </EntryTicket>
      </div>
    </>
  );
}

/** Three days before: one tap says « Je viens », another gives the place back. Opening the page does neither. */
async function Coming(view: EntryHolder) {
  const t = await getTranslations("booking");
  const at = view.entry.time?.startsAt ?? new Date();
  return (
    <>
      <EntryTop {...view}>
        <h1>{t("coming.title", { day: weekday(at, view.locale) })}</h1>
        <p className="lead soft">{t("coming.lead", { n: 1 })}</p>
      </EntryTop>
      <EntryTicket {...view}>
        <div className="two fill">
          <ActForm
            action={sayComing}
            hidden={hiddenKey(view)}
            kind="main"
            icon="check"
            submit={t("coming.yes")}
            busyText={t("busy")}
          />
          <ActForm
            action={cancelBooking}
            hidden={hiddenKey(view)}
            submit={t("coming.no", { n: 1 })}
            busyText={t("busy")}
          />
        </div>
        <p className="small soft">{t("coming.silence", { n: 1 })}</p>
      </EntryTicket>
    </>
  );
}

async function Confirmed(view: EntryHolder) {
  const t = await getTranslations("booking");
  const te = await getTranslations("registration.holder");
  const { entry, signup, locale, at } = view;
  const day = entry.time
    ? t("confirmed.seeYou", {
        weekday: weekday(entry.time.startsAt, locale),
        day: dayAndMonth(entry.time.startsAt, locale),
      })
    : "";
  return (
    <>
      <EntryTop {...view}>
        <h1>{t.rich("confirmed.title", { day: () => <span className="nb">{day}</span> })}</h1>
        <p className="lead soft">{te(entry.kind === "event" ? "leadEvent" : "leadAction")}</p>
        <div className="acts">
          <ButtonLink kind="main" icon="calendar" href={calendarPath(bookingPath(at.key, at.signupId))}>
            {t("confirmed.calendar")}
          </ButtonLink>
        </div>
      </EntryTop>
      {signup.coming ? <Note tone="ok">{t("coming.said")}</Note> : null}
      <EntryTicket {...view} mine>
        {entry.bring ? (
          <ul className="facts">
            <li>
              <Icon name="check" />
              {te("bring", { what: entry.bring })}
            </li>
          </ul>
        ) : null}
        <p className="two fill">
          {entry.registration && signup.may.change ? (
            <ButtonLink href={holderHref(view, "changer")}>{te("change")}</ButtonLink>
          ) : null}
          {signup.may.cancel ? (
            <ButtonLink kind="quiet" href={holderHref(view, "desister")}>
              {t("confirmed.leave")}
            </ButtonLink>
          ) : null}
        </p>
      </EntryTicket>
    </>
  );
}

/** The rank, and why there is no offer yet. */
async function Waiting(view: EntryHolder) {
  const t = await getTranslations("booking.waiting");
  const te = await getTranslations("registration.holder");
  const { entry, signup } = view;
  const reason =
    signup.reason &&
    {
      confirm_address: t("confirmAddress"),
      full: t("full", { total: entry.places.total }),
      closed: te("closed"),
      too_late: te("tooLate"),
    }[signup.reason];
  return (
    <>
      <EntryTop {...view}>
        <h1>
          {t.rich("title", {
            rank: signup.rank ?? 1,
            sup: (words) => <sup>{words}</sup>,
            nb: (words) => <span className="nb">{words}</span>,
          })}
        </h1>
        <p className="lead soft">{t("lead", { n: 1 })}</p>
      </EntryTop>
      <EntryTicket {...view}>
        {reason ? (
          <Note icon="clock" fill>
            {reason}
          </Note>
        ) : null}
        <p className="two fill">
          {entry.registration && signup.may.change ? (
            <ButtonLink href={holderHref(view, "changer")}>{te("change")}</ButtonLink>
          ) : null}
          {signup.may.cancel ? <ButtonLink href={holderHref(view, "desister")}>{t("leave")}</ButtonLink> : null}
        </p>
      </EntryTicket>
    </>
  );
}

async function Offered(view: EntryHolder) {
  const t = await getTranslations("booking");
  const { signup, locale } = view;
  const time = signup.until ? await untilWords(signup.until, locale) : "";
  return (
    <>
      <EntryTop {...view}>
        <p className="kick">{t("offered.kick")}</p>
        <h1>{t("offered.title", { n: 1 })}</h1>
        <p className="lead">{t.rich("offered.lead", { n: 1, time, until: (words) => <strong>{words}</strong> })}</p>
      </EntryTop>
      <EntryTicket {...view}>
        <OfferForm
          action={answerOffer}
          hidden={hiddenKey(view)}
          texts={{ take: t("offered.take", { n: 1 }), leave: t("offered.leave", { n: 1 }), busy: t("busy") }}
        />
        <p className="small soft">{t("offered.silence", { n: 1, time })}</p>
      </EntryTicket>
    </>
  );
}

/** Cancelled or out of time: the same page however often one comes back. */
async function Ended(view: EntryHolder) {
  const t = await getTranslations("booking.ended");
  const te = await getTranslations("registration.holder");
  const { entry, signup, locale } = view;
  const expired = signup.state === "expired";
  const text = expired
    ? t("expiredText")
    : signup.cancelReason
      ? te("cancelledBy", { reason: signup.cancelReason })
      : te("cancelledText");
  const open = entry.status === "open";
  const query = entry.occurrence ? `?le=${entry.occurrence}` : "";
  const page = open ? `/${entry.coalition.slug}/inscription/${entry.id}${query}` : `/${entry.coalition.slug}`;
  return (
    <>
      <EntryTop {...view}>
        <h1>{expired ? t("expired") : signup.cancelReason ? te("cancelledByTitle") : t("cancelled")}</h1>
        <p className="lead soft">{text}</p>
      </EntryTop>
      <p className="two">
        <ButtonLink kind="main" href={localPath(locale, page)}>
          {open ? te("again") : (await getTranslations("registration"))("seeCoalition")}
        </ButtonLink>
      </p>
    </>
  );
}
