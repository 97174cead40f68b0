import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { z } from "zod";
import { localPath } from "@/app/i18n/local-path";
import { startOf, travelMode } from "@/app/trip-words";
import { ButtonLink } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Seats } from "@/components/ui/seats";
import { Ticket } from "@/components/ui/ticket";
import { dayAndMonth, daysBetween, spokenDay, spokenTime, weekday } from "@/domain/kernel/spoken-date";
import { bookingPath } from "@/domain/signup/paths";
import { moneyText } from "@/domain/transport/money";
import type { EntrySignupView, EntryView } from "@/server/calendar/entry-signup-view";
import type { SignupView, TripView } from "@/server/transport/signup-types";

/** What every view of a holder's page gets. */
export type HolderView = {
  trip: TripView;
  signup: SignupView;
  locale: string;
  at: { key: string; signupId?: string };
};

/** The same for who has a place at an entry of the agenda. */
export type EntryHolder = Pick<HolderView, "locale" | "at"> & { entry: EntryView; signup: EntrySignupView };

/** The key, as the forms of the page send it. */
export function hiddenKey({ at }: Pick<HolderView, "at">): Record<string, string> {
  return at.signupId ? { key: at.key, signupId: at.signupId } : { key: at.key };
}

/** What the page may be asked to show instead of what it shows by itself. */
export const questionSchema = z.enum(["desister", "changer", "voir"]);
export type Question = z.infer<typeof questionSchema>;

/** The page's own address, with the question it should ask. */
export function holderHref({ at, locale }: Pick<HolderView, "at" | "locale">, question?: Question): string {
  const path = localPath(locale, bookingPath(at.key, at.signupId));
  return question ? `${path}?question=${question}` : path;
}

/** « 21 h 12 », « demain 7 h », or with the day. */
export async function untilWords(until: Date, locale: string): Promise<string> {
  const time = spokenTime(until, locale);
  const days = daysBetween(new Date(), until);
  if (days === 1) return (await getTranslations("booking"))("tomorrow", { time });
  return days === 0 ? time : `${spokenDay(until, locale)}, ${time}`;
}

/** The instant at which this person boards. */
export function boardsAt({ signup, trip }: Pick<HolderView, "signup" | "trip">): Date | null {
  return signup.outbound?.from.at ?? signup.return?.from.at ?? startOf(trip);
}

/** Whether the page asks « Vous venez ? » first: on the day itself the ticket is what one looks for. */
export function asksComing(view: Pick<HolderView, "signup" | "trip">): boolean {
  const at = boardsAt(view);
  return view.signup.may.sayComing && at !== null && daysBetween(new Date(), at) > 0;
}

export function BackToTrip({ trip, locale }: Pick<HolderView, "trip" | "locale">) {
  return (
    <p>
      <ButtonLink
        kind="quiet"
        icon="back"
        className="flush"
        href={localPath(locale, `/${trip.coalition.slug}/trajet/${trip.id}`)}
      >
        {trip.title}
      </ButtonLink>
    </p>
  );
}

type MineProps = HolderView & {
  /** Under what is booked. */
  children?: ReactNode;
  /** At the right of the ticket, first on a phone. */
  aside?: ReactNode;
  mine?: boolean;
};

/** What this person holds, as a ticket. */
export async function MineTicket({ trip, signup, locale, children, aside, mine }: MineProps) {
  const t = await getTranslations("booking");
  const at = boardsAt({ signup, trip });
  const first = signup.outbound ?? signup.return;
  const way = signup.outbound && signup.return ? "both" : signup.outbound ? "outbound" : "return";
  const price = await myPrice(signup, trip, locale);
  const what = (
    <>
      <h2 id="trajet">{trip.title}</h2>
      <p>
        <strong>{t("party", { n: signup.party })}</strong>, {t(way)}
        {price ? `, ${price}` : null}
        <br />
        {first ? <span className="soft">{t("boards", { place: first.from.place })}</span> : null}
      </p>
    </>
  );
  return (
    <Ticket
      mode={travelMode(trip.mode)}
      shape="turn"
      className={classNames("mine", Boolean(aside) && "has-qr")}
      state={mine ? "mine" : undefined}
      labelledBy="trajet"
      stub={
        at ? (
          <>
            <span className="d">
              {weekday(at, locale)}
              <br />
              {dayAndMonth(at, locale)}
            </span>
            <span className="time">{spokenTime(at, locale)}</span>
          </>
        ) : null
      }
    >
      {aside ? (
        <>
          <div className="stack">
            {what}
            {children}
          </div>
          {aside}
        </>
      ) : (
        <>
          {what}
          {children}
        </>
      )}
    </Ticket>
  );
}

/** « 25 € à régler à bord », « payé »: what this party owes whoever runs the trip. */
async function myPrice(
  { price, paid, party }: SignupView,
  { payment }: TripView,
  locale: string,
): Promise<string | null> {
  const t = await getTranslations("booking");
  if (payment === "free") return t("free");
  if (!price) return null;
  const amount =
    price.amount === null ? (await getTranslations("price"))("whatYouCan") : moneyText(price.amount * party, locale);
  return t("toPay", { amount, how: paid ? "paid" : (payment ?? "other") });
}

/** The seats of the trip with this person's in yellow. */
export function MySeats({ trip, signup, words }: Pick<HolderView, "trip" | "signup"> & { words: string }) {
  const taken = Math.max(0, trip.seats.total - trip.seats.free - signup.party);
  return (
    <div className="hold">
      <Seats mode={travelMode(trip.mode)} total={trip.seats.total} taken={taken} mine={signup.party} scale={1.39} />
      <p className="small soft">{words}</p>
    </div>
  );
}
