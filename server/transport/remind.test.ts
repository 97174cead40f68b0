import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { claimReminder } from "@/db/signup-reminder";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { cancelThing } from "@/server/signup/cancel-thing";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import type { SignupDeps } from "@/server/signup/deps";
import { sendReminders } from "@/server/signup/remind";
import { sayComing } from "@/server/signup/say-coming";
import { aboard } from "./aboard";
import { bookSeat } from "./book-seat";
import { holderPage } from "./holder-page";
import { runRetention } from "./retention";
import { bookAsVisitor, here, keyOf, lastMail, mails, must, testDeps } from "./testing";

const templates = ["booking-reminder", "booking-coming"];

describe.each(["postgres", "embedded"] as const)("before departure, on %s", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());

  /** A clock that jumps to a wall-clock time of Paris, and a trip that boards at `boards`. */
  async function world(boards: string, from: string, seats = 9) {
    let at = toInstant(from);
    const { deps: base } = testDeps(database);
    const deps: SignupDeps = { ...base, clock: { now: () => at } };
    const trip = await insertTestTrip(database.db, { seats, departs: toInstant(boards), back: ["B", "A"] });
    const emails: string[] = [];
    return {
      deps,
      trip,
      go: (wallClock: string) => {
        at = toInstant(wallClock);
      },
      async rider(party = "1") {
        const email = `rider-${randomUUID()}@example.org`;
        emails.push(email);
        const { key } = await bookAsVisitor(deps, trip.tripId, email, { party });
        const { code } = await lastMail(deps, email, "booking-confirm");
        const { state } = must(await confirmByCode(deps, visitor, { key }, { code }));
        return { email, key, state };
      },
      /** The reminders of this world's riders since the last call. */
      async reminded(): Promise<string[]> {
        await sendReminders(deps);
        const ours = (await mails(deps)).filter(
          ({ to, mail }) => emails.includes(to) && templates.includes(mail.template),
        );
        return ours.map(({ mail }) => `${mail.template} ${"days" in mail.values ? mail.values.days : ""}`);
      },
    };
  }

  test("S30 · a week before, three days before and the day before, at nine in Paris, once each", async () => {
    const { go, rider, reminded } = await world("2027-03-30T07:15", "2027-03-20T12:00");
    await rider();
    expect(await reminded()).toEqual([]);
    // The clocks go forward in between: the mark is an hour of Paris, not so many hours.
    go("2027-03-23T08:59");
    expect(await reminded()).toEqual([]);
    go("2027-03-23T09:00");
    const week = ["booking-reminder 7"];
    expect(await reminded()).toEqual(week);
    go("2027-03-25T12:00");
    expect(await reminded()).toEqual(week);
    go("2027-03-27T09:00");
    const asked = [...week, "booking-coming 3"];
    expect(await reminded()).toEqual(asked);
    go("2027-03-29T08:59");
    expect(await reminded()).toEqual(asked);
    go("2027-03-29T09:00");
    expect(await reminded()).toEqual([...asked, "booking-reminder 1"]);
    go("2027-03-30T07:14");
    expect(await reminded()).toHaveLength(3);
  });

  test("S30 · two workers, and one that died before its commit, send each reminder once", async () => {
    const { deps, go, rider, reminded } = await world("2027-03-30T07:15", "2027-03-20T12:00");
    for (let n = 0; n < 4; n += 1) await rider();
    go("2027-03-23T10:00");
    const [one] = await database.db
      .selectFrom("signup")
      .select(["id", "tripId"])
      .orderBy("createdAt", "desc")
      .execute();
    if (!one) throw new Error("nobody is on board");
    const killed = database.db.transaction().execute(async (trx) => {
      await claimReminder(
        trx,
        { signupId: one.id, tripId: one.tripId, daysBefore: 7, entryId: null, occurrence: null },
        deps.clock.now(),
      );
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    const sent = await Promise.all([sendReminders(deps), sendReminders(deps), sendReminders(deps)]);
    expect(sent.reduce((sum, n) => sum + n, 0)).toBe(4);
    expect(await reminded()).toHaveLength(4);
  });

  test("S31 · who books after a mark, or takes an offered seat after it, gets only the next; missed ones are not made up for", async () => {
    const { go, rider, reminded } = await world("2027-03-30T07:15", "2027-03-23T09:00");
    await rider();
    expect(await reminded()).toEqual([]);
    go("2027-03-29T20:00");
    expect(await reminded()).toEqual(["booking-reminder 1"]);
    await rider();
    go("2027-03-29T23:00");
    expect(await reminded()).toEqual(["booking-reminder 1"]);
    go("2027-03-30T07:16");
    expect(await reminded()).toHaveLength(1);
  });

  test("S31 · no reminder for who left, for who waits, or of a trip that is cancelled", async () => {
    const { deps, trip, go, rider, reminded } = await world("2027-03-30T07:15", "2027-03-20T12:00", 2);
    const leaves = await rider();
    await rider();
    const waits = await rider();
    expect(waits.state).toBe("waiting");
    must(await cancelBooking(deps, visitor, { key: leaves.key }));
    go("2027-03-23T10:00");
    // Who waits was offered the seat that came free, and has not answered.
    expect(await reminded()).toEqual(["booking-reminder 7"]);
    const account = await insertTestAccount(database.db, `c-${trip.tripId}@example.org`, {
      coalitionId: trip.coalitionId,
      role: "coordinator",
    });
    must(await cancelThing(deps, account, { tripId: trip.tripId, reason: "Plus de car" }));
    go("2027-03-27T10:00");
    expect(await reminded()).toHaveLength(1);
  });

  test("S32 · a reminder says where and when, what to bring, and leads to the page and its calendar file", async () => {
    const { deps, trip, go, rider } = await world("2027-03-30T07:15", "2027-03-20T12:00");
    await database.db
      .updateTable("trip")
      .set({ bring: "Gilet jaune, pique-nique" })
      .where("id", "=", trip.tripId)
      .execute();
    const { email } = await rider("2");
    go("2027-03-27T09:30");
    await sendReminders(deps);
    const mail = await lastMail(deps, email, "booking-coming");
    expect(mail.values).toMatchObject({ party: 2, place: "A", bring: "Gilet jaune, pique-nique", day: "mardi" });
    expect(mail.values.when).toContain("7\u00a0h\u00a015");
    expect(mail.calendar).toBe(mail.path.replace("/reservations/", "/api/agenda/"));
    const page = must(await holderPage(deps, visitor, { key: keyOf(mail.path) }));
    expect(page.kind === "booking" && page.signup.may.sayComing).toBe(true);
  });

  test("S33 · « Je viens » can be said from three days before, is said once, and organisers see it", async () => {
    const { deps, trip, go, rider, reminded } = await world("2027-03-30T07:15", "2027-03-20T12:00");
    const { key } = await rider();
    const say = () => sayComing(deps, visitor, { key });
    const shown = async () => {
      const page = must(await holderPage(deps, visitor, { key }));
      if (page.kind !== "booking") throw new Error(page.kind);
      return { may: page.signup.may.sayComing, coming: page.signup.coming };
    };
    go("2027-03-26T23:59");
    expect(await say()).toMatchObject({ refusal: { code: "too_early_to_say" } });
    expect(await shown()).toEqual({ may: false, coming: false });
    go("2027-03-27T00:00");
    // Looking is not saying.
    expect(await shown()).toEqual({ may: true, coming: false });
    expect(await shown()).toEqual({ may: true, coming: false });
    must(await say());
    must(await say());
    expect(await shown()).toEqual({ may: false, coming: true });
    const organiser = await insertTestAccount(database.db, `o-${trip.tripId}@example.org`, {
      coalitionId: trip.coalitionId,
      role: "coordinator",
    });
    const [person] = must(await aboard(deps, organiser, trip.tripId)).stops.flatMap(({ people }) => people);
    expect(person?.coming).toBe(true);
    expect(person?.history.filter(({ what }) => what === "coming")).toHaveLength(1);
    // Not asked again, but reminded the day before.
    go("2027-03-27T10:00");
    expect(await reminded()).toEqual([]);
    go("2027-03-29T10:00");
    expect(await reminded()).toEqual(["booking-reminder 1"]);
    expect(await sayComing(deps, visitor, { key: "x".repeat(43) })).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("S33 · a seat given back three days before is offered to the queue; after that « Je viens » is too late", async () => {
    const { deps, go, rider } = await world("2027-03-30T07:15", "2027-03-20T12:00", 1);
    const first = await rider();
    const next = await rider();
    expect(next.state).toBe("waiting");
    go("2027-03-27T10:00");
    must(await cancelBooking(deps, visitor, { key: first.key }));
    expect((await lastMail(deps, next.email, "seat-offered")).values.party).toBe(1);
    expect(await sayComing(deps, visitor, { key: first.key })).toMatchObject({ refusal: { code: "already_ended" } });
    expect(await sayComing(deps, visitor, { key: next.key })).toMatchObject({ ok: false });
  });

  test("S34 · what a calendar shows of a booking has a number that grows with each change of it, and with nothing else", async () => {
    const { deps, trip, go, rider } = await world("2027-03-30T07:15", "2027-03-20T12:00");
    const { key } = await rider("2");
    const revision = async () => {
      const page = must(await holderPage(deps, visitor, { key }));
      return page.kind === "booking" ? page.signup.revision : -1;
    };
    const before = await revision();
    go("2027-03-28T12:00");
    must(await sayComing(deps, visitor, { key }));
    expect(await revision()).toBe(before);
    const at = new Date(toInstant("2027-03-30T07:30"));
    const stop = database.db
      .updateTable("tripStop")
      .where("tripId", "=", trip.tripId)
      .where("id", "=", trip.out.A ?? "");
    await stop.set({ at }).execute();
    const moved = await revision();
    expect(moved).toBeGreaterThan(before);
    await stop.set({ at }).execute();
    expect(await revision()).toBe(moved);
    must(await cancelBooking(deps, visitor, { key }));
    expect(await revision()).toBeGreaterThan(moved);
  });

  test("S22 · reminders are forgotten with the person", async () => {
    const { deps, go, rider } = await world("2027-03-30T07:15", "2027-03-20T12:00");
    await rider();
    go("2027-03-23T10:00");
    await sendReminders(deps);
    go("2027-06-30T10:00");
    await runRetention(deps);
    expect(await database.db.selectFrom("signupReminder").selectAll().execute()).toEqual([]);
  });

  test("S30 · someone signed in is reminded like anyone else", async () => {
    const { deps, trip, go } = await world("2027-03-30T07:15", "2027-03-20T12:00");
    const account = await insertTestAccount(database.db, `a-${trip.tripId}@example.org`);
    must(await bookSeat(deps, account, { tripId: trip.tripId, requestId: randomUUID(), party: "1" }, here));
    go("2027-03-23T10:00");
    await sendReminders(deps);
    expect((await lastMail(deps, account.email, "booking-reminder")).values.days).toBe(7);
  });
});
