import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "@/db/client";
import { insertTestTrip, type TestTrip } from "@/db/testing/trip";
import { demo, expect, test } from "./fixtures";
import { type Answer, callAction, failure, raw, serverLog } from "./raw-request";

let database: Database;
test.beforeAll(async () => {
  database = await openDatabase({ databaseUrl: process.env.CORTEGE_DATABASE ?? "" });
});
test.afterAll(() => database.close());

/** What must never stand in a log: filled by the tests below, looked for after each. */
const secrets = new Set<string>();
const secret = (text: string) => {
  secrets.add(text);
  return text;
};
test.afterEach(() => {
  const log = serverLog();
  expect(log.length).toBeGreaterThan(0);
  for (const each of secrets) expect(log.includes(each), `${each} in the log`).toBe(false);
});

const dayMs = 86_400_000;
const someone = () => secret(`deux-fois-${randomUUID()}@example.org`);

/** The first token of this kind in the mails to an address, and the code beside it. */
async function mailed(
  email: string,
  kind: "connexion/lien" | "reservations",
): Promise<{ token: string; code: string }> {
  let text = "";
  const link = new RegExp(`/${kind}/([\\w-]{43})`);
  await expect
    .poll(async () => {
      text = (await raw("GET", `/boite-demo?adresse=${encodeURIComponent(email)}`)).body;
      return link.test(text);
    })
    .toBe(true);
  const code = /\b\d{6}\b/.exec(text)?.[0];
  if (code) secret(code);
  return { token: secret(link.exec(text)?.[1] ?? ""), code: code ?? "" };
}

const ledTo = (answer: Answer) => String(answer.headers["x-action-redirect"] ?? "").split(";")[0];
const cookiesOf = (answer: Answer) =>
  [answer.headers["set-cookie"] ?? []].flat().map((each) => each.split(";")[0] ?? "");

async function book(trip: TestTrip, email: string): Promise<string> {
  const phone = secret("06 12 34 56 78");
  const fields = {
    tripId: trip.tripId,
    requestId: randomUUID(),
    firstName: "Essai",
    email,
    phone,
    consent: "on",
    party: "1",
  };
  const stops = { direction: "outbound", outboundFrom: trip.out.A ?? "", outboundTo: trip.out.B ?? "" };
  const path = `/${trip.slug}/trajet/${trip.tripId}`;
  const booked = await callAction("bookSeat", path, Object.entries({ ...fields, ...stops }));
  const key = /\/reservations\/([\w-]{43})/.exec(ledTo(booked) ?? "")?.[1] ?? "";
  expect(key, booked.body.slice(0, 300)).not.toBe("");
  return secret(key);
}

/** All that a trip's sign-ups are, were, and were told. */
async function state(trip: TestTrip) {
  const signups = await database.db
    .selectFrom("signup")
    .selectAll()
    .where("tripId", "=", trip.tripId)
    .orderBy("id")
    .execute();
  const ids = signups.map(({ id }) => id);
  const events = await database.db.selectFrom("signupEvent").select("id").where("signupId", "in", ids).execute();
  return { signups, events: events.length };
}

const newTrip = (seats: number) => insertTestTrip(database.db, { seats, departs: new Date(Date.now() + 30 * dayMs) });
const act = (name: string, key: string, more: Record<string, string> = {}) =>
  callAction(name, `/reservations/${key}`, Object.entries({ key, ...more }));

test("S2 · confirming by link, answering an offer and cancelling change nothing the second time", async () => {
  test.setTimeout(120_000);
  const trip = await newTrip(1);
  const [first, second] = [someone(), someone()];
  await book(trip, first);
  const mine = await mailed(first, "reservations");
  const twice = async (name: string, key: string, more?: Record<string, string>) => {
    const once = await act(name, key, more);
    const after = await state(trip);
    const again = await act(name, key, more);
    expect(failure(again), name).toBeNull();
    expect({ ...(await state(trip)) }, name).toEqual(after);
    expect([again.status, ledTo(again)], name).toEqual([once.status, ledTo(once)]);
    return after.signups.map((row) => row.state).sort();
  };
  expect(await twice("confirmByLink", mine.token)).toEqual(["confirmed"]);
  const waits = await book(trip, second);
  const theirs = await mailed(second, "reservations");
  await act("confirmByLink", theirs.token);
  expect((await state(trip)).signups.map((row) => row.state).sort()).toEqual(["confirmed", "waiting"]);
  expect(await twice("cancelBooking", mine.token)).toEqual(["cancelled", "offered"]);
  expect(await twice("answerOffer", waits, { answer: "accept" })).toEqual(["cancelled", "confirmed"]);
  expect(await twice("cancelBooking", waits)).toEqual(["cancelled", "cancelled"]);
  for (const email of [first, second]) await callAction("findBookings", "/reservations", [["email", email]]);
  await raw("GET", `/reservations/${mine.token}`);
});

test("I2 · a sign-in link, its code and a demo link open one session", async () => {
  const email = someone();
  const asked = await callAction("requestSignIn", "/connexion", [["email", email]]);
  expect(ledTo(asked)).toBe("/connexion/code");
  const browser = cookiesOf(asked).join("; ");
  const { token, code } = await mailed(email, "connexion/lien");
  const sessions = () =>
    database.db
      .selectFrom("session")
      .innerJoin("account", "account.id", "session.accountId")
      .select("account.email")
      .where("email", "=", email)
      .execute();

  const entered = await callAction("enterWithLink", `/connexion/lien/${token}`, [["token", token]]);
  for (const cookie of cookiesOf(entered)) secret(cookie.split("=")[1] ?? cookie);
  expect(await sessions()).toHaveLength(1);
  const again = await callAction("enterWithLink", `/connexion/lien/${token}`, [["token", token]]);
  expect(again.body).toContain("Ce lien a déjà servi");
  const late = await callAction("enterWithCode", "/connexion/code", [["code", code]], browser);
  expect(late.body).toContain("Ce code ne marche plus");
  expect([...cookiesOf(again), ...cookiesOf(late)].join()).not.toContain("session");
  expect(await sessions()).toHaveLength(1);

  for (const link of Object.values(demo().signIn)) {
    // Not looked for in the log: these the demo itself prints.
    const used = link.split("/").at(-1) ?? "";
    const answers = [1, 2].map(() => callAction("enterDemo", `/connexion/demo/${used}`, [["token", used]]));
    for (const answer of await Promise.all(answers))
      expect([failure(answer), cookiesOf(answer).join()]).toEqual([null, ""]);
  }
});
