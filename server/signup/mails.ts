import type { SignupRow } from "@/db/signup";
import { daysBetween, spokenDay, spokenTime, weekday } from "@/domain/kernel/spoken-date";
import { calendarPath } from "@/domain/signup/paths";
import { askedMailsLeft, enqueueMail, networkMayAsk } from "@/server/mail/enqueue";
import { asLocale, type Locale } from "./deps";
import type { Desk } from "./desk";
import { newConfirmPath, newManagePath } from "./link";
import { type ThingWords, type Wish, wishOf } from "./thing";

/**
 * The code and the link that confirm an address. Not sent once the address has had its hourly number of mails, or the
 * network has had mails sent to its number of addresses: the page answers the same, and another code can be asked for
 * later, or from elsewhere.
 */
export async function sendConfirmation(
  desk: Desk,
  row: SignupRow,
  to: {
    email: string;
    locale: Locale;
    network: string | null;
    code: string;
    wish: Wish;
    until: Date | null;
  },
): Promise<void> {
  const { trx, deps, now } = desk;
  if ((await askedMailsLeft(trx, deps.vault, to.email, now)) === 0) return;
  if (!(await networkMayAsk(trx, deps.vault, to.network, to.email, now))) return;
  const values = {
    ...desk.thing.words(to.wish, to.locale),
    held: to.until ? "yes" : "no",
    until: to.until ? spokenMoment(to.until, to.locale) : "",
  };
  await enqueueMail(
    desk.trx,
    desk.deps.vault,
    {
      to: to.email,
      locale: to.locale,
      network: to.network,
      mail: { template: "booking-confirm", code: to.code, path: await newConfirmPath(desk, row, to.email), values },
    },
    desk.now,
  );
}

export async function sendConfirmed(desk: Desk, row: SignupRow): Promise<void> {
  await send(desk, row, async (values) => ({
    template: "booking-confirmed",
    path: await newManagePath(desk, row),
    values,
  }));
}

export async function sendWaiting(desk: Desk, row: SignupRow, rank: number): Promise<void> {
  await send(desk, row, async (values) => ({
    template: "booking-waiting",
    path: await newManagePath(desk, row),
    values: { ...values, rank },
  }));
}

export async function sendOffer(desk: Desk, row: SignupRow, until: Date): Promise<void> {
  await send(desk, row, async (values, locale) => ({
    template: "seat-offered",
    path: await newManagePath(desk, row),
    validUntil: until.toISOString(),
    values: { ...values, until: spokenMoment(until, locale) },
  }));
}

/** A week and a day before: when, where, what to bring. Three days before: whether they come. */
export async function sendReminder(desk: Desk, row: SignupRow, daysBefore: 7 | 3 | 1): Promise<void> {
  const { bring, startsAt } = desk.thing;
  const start = startsAt(wishOf(row));
  await send(desk, row, async (values, locale) => {
    const path = await newManagePath(desk, row);
    return {
      template: daysBefore === 3 ? "booking-coming" : "booking-reminder",
      path,
      calendar: calendarPath(path),
      validUntil: start.toISOString(),
      values: {
        ...values,
        days: daysBetween(desk.now, start),
        day: weekday(start, locale),
        hasBring: bring ? "yes" : "no",
        bring: bring ?? "",
      },
    };
  });
}

/** The offer has gone to the next in the queue. Said once, and only to whoever had one: their address is proved. */
export async function sendOfferExpired(desk: Desk, row: SignupRow): Promise<void> {
  await send(desk, row, async (values) => ({
    template: "offer-expired",
    path: desk.thing.paths.page,
    validUntil: desk.thing.startsAt(wishOf(row)).toISOString(),
    values,
  }));
}

/** `reason`: an organiser's words, empty when the person withdrew. */
export async function sendCancelled(desk: Desk, row: SignupRow, reason: string): Promise<void> {
  await send(desk, row, async (values) => ({
    template: "booking-cancelled",
    path: desk.thing.paths.others,
    values: { ...values, by: reason ? "organiser" : "holder", reason },
  }));
}

export async function sendThingCancelled(desk: Desk, row: SignupRow, reason: string): Promise<void> {
  await send(desk, row, async (values) => ({
    template: "trip-cancelled",
    path: desk.thing.paths.others,
    values: { ...values, reason },
  }));
}

/** Tells who runs the thing that places came back after the deadline: they may still find somebody. */
/** Who has had all about them erased. */
const someone = { fr: "Quelqu’un", en: "Somebody" };

export async function tellOrganisersOfLateCancel(desk: Desk, row: SignupRow): Promise<void> {
  for (const person of await desk.kind.peopleInCharge(desk.trx, desk.thing.coalitionId)) {
    const locale = asLocale(person.locale);
    const values = { ...desk.thing.words(wishOf(row), locale), firstName: row.firstName || someone[locale] };
    await enqueueMail(
      desk.trx,
      desk.deps.vault,
      {
        to: person.email,
        locale,
        about: row.email ? [row.email] : [],
        mail: { template: "organiser-cancelled-late", path: desk.thing.paths.organisers, values },
      },
      desk.now,
    );
  }
}

type SeatMail = Extract<
  Parameters<typeof enqueueMail>[2]["mail"],
  {
    template:
      | "booking-confirmed"
      | "booking-waiting"
      | "booking-reminder"
      | "booking-coming"
      | "seat-offered"
      | "offer-expired"
      | "booking-cancelled"
      | "trip-cancelled";
  }
>;

async function send(
  desk: Desk,
  row: SignupRow,
  write: (values: ThingWords, locale: Locale) => Promise<SeatMail>,
): Promise<void> {
  if (!row.email || desk.thing.silent) return;
  const locale = asLocale(row.locale);
  const mail = await write(desk.thing.words(wishOf(row), locale), locale);
  await enqueueMail(desk.trx, desk.deps.vault, { to: row.email, locale, mail }, desk.now);
}

/** « samedi 12 décembre, 7 h 15 » */
export function spokenMoment(at: Date, locale: Locale): string {
  return `${spokenDay(at, locale)}, ${spokenTime(at, locale)}`;
}
