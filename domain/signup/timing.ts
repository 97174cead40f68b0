import { daysBetween } from "@/domain/kernel/spoken-date";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Until when an unconfirmed visitor's seats are held: 2 hours, 30 minutes in the last two days before boarding. */
export function holdUntil(now: Date, boarding: Date): Date {
  const short = boarding.getTime() - now.getTime() < 2 * day;
  return new Date(now.getTime() + (short ? 30 * minute : 2 * hour));
}

/**
 * Until when a freed seat is offered: 12 hours, or a quarter of the time left before boarding if that is less, at least
 * 15 minutes. Null in the last 15 minutes: nothing is offered any more.
 */
export function offerUntil(now: Date, boarding: Date): Date | null {
  const left = boarding.getTime() - now.getTime();
  if (left < 15 * minute) return null;
  return new Date(now.getTime() + Math.max(15 * minute, Math.min(12 * hour, left / 4)));
}

/** How long the six-digit code and the confirmation link of an unconfirmed sign-up work. */
export function confirmLinkUntil(now: Date, boarding: Date): Date {
  return new Date(Math.min(now.getTime() + 14 * day, Math.max(boarding.getTime(), now.getTime() + hour)));
}

/** How long a link to a booking works: a week after the trip's last stop. */
export function manageLinkUntil(lastStop: Date): Date {
  return new Date(lastStop.getTime() + 7 * day);
}

/** How long a link to all one's bookings works. */
export function listLinkUntil(now: Date): Date {
  return new Date(now.getTime() + day);
}

/** Days before boarding from which people are asked whether they come. */
const askedDaysBefore = 3;

/** Whether « Je viens » may be said: from the third day before boarding, as Paris counts days, until boarding. */
export function asksWhetherComing(now: Date, boarding: Date): boolean {
  return now < boarding && daysBetween(now, boarding) <= askedDaysBefore;
}

/** For how long a higher number of seats must stand before it counts. */
export const raiseStandsMs = 2 * minute;

/** What is kept for how long after the trip (phones, names), and after the request for who never confirmed. */
export const retention = { phoneMs: 7 * day, personMs: 30 * day, unconfirmedMs: 14 * day } as const;
