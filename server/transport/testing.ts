import type { Database } from "@/db/client";
import { queuedPayloads } from "@/db/testing/outbox";
import { visitor } from "@/domain/kernel/actor";
import type { Result } from "@/domain/kernel/result";
import { createVault } from "@/server/crypto";
import { openPayload } from "@/server/mail/enqueue";
import type { Mail } from "@/server/mail/template";
import type { RequestContext, SignupDeps } from "@/server/signup/deps";
import { signupThings } from "@/server/signup-things";
import { bookSeat } from "./book-seat";
import type { BookSeatForm } from "./signup-types";

export const hour = 3_600_000;
export const minute = 60_000;
export const here: RequestContext = { network: null, locale: "fr" };

/** Dependencies with a clock that the test moves. */
export function testDeps(database: Database, start = new Date("2027-03-01T12:00:00Z")) {
  let at = start.getTime();
  const deps: SignupDeps = {
    db: database.db,
    vault: createVault("a-secret-of-the-tests-which-is-long-enough", Buffer.alloc(32, 7).toString("base64")),
    clock: { now: () => new Date(at) },
    things: signupThings,
  };
  return { deps, advance: (ms: number) => (at += ms), now: () => new Date(at) };
}

/** The same engine with its locks off: what a test of a race must see go wrong. */
export function withoutLocks(deps: SignupDeps): SignupDeps {
  const { trip, entry } = deps.things;
  const lock = async () => undefined;
  return { ...deps, things: { trip: { ...trip, lock }, entry: { ...entry, lock } } };
}

/** The value, or the test fails with the refusal. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** A visitor's form, all fields right. */
export function visitorForm(tripId: string, email: string, more: Partial<BookSeatForm> = {}): BookSeatForm {
  return {
    tripId,
    requestId: crypto.randomUUID(),
    firstName: "Participant·e",
    email,
    consent: "on",
    party: "1",
    ...more,
  };
}

export async function bookAsVisitor(
  deps: SignupDeps,
  tripId: string,
  email: string,
  more: Partial<BookSeatForm> = {},
  context = here,
): Promise<{ key: string; state: string }> {
  const { path, state } = must(await bookSeat(deps, visitor, visitorForm(tripId, email, more), context));
  return { key: keyOf(path), state };
}

/** What stands after `/reservations/`. */
export function keyOf(path: string): string {
  return path.split("/")[2] ?? "";
}

/** Every mail queued so far, oldest first. */
export async function mails(deps: SignupDeps): Promise<{ to: string; mail: Mail }[]> {
  return (await queuedPayloads(deps.db)).map((payload) => openPayload(deps.vault, payload));
}

/** The latest mail to an address from this template. */
export async function lastMail<T extends Mail["template"]>(
  deps: SignupDeps,
  to: string,
  template: T,
): Promise<Extract<Mail, { template: T }>> {
  const found = (await mails(deps)).filter((sent) => sent.to === to && sent.mail.template === template).at(-1);
  if (!found) throw new Error(`no ${template} to ${to}`);
  return found.mail as Extract<Mail, { template: T }>;
}
