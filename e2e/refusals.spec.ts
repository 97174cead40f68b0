import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Database, openDatabase } from "@/db/client";
import { insertTestAccount, insertTestTrip, type TestTrip } from "@/db/testing/trip";
import { expect, test } from "./fixtures";
import { type Answer, callAction, failure, type Part } from "./raw-request";

let database: Database;
let trip: TestTrip;
let coordinator: { cookie: string; accountId: string };
const dayMs = 86_400_000;

async function signedIn(coalitionId: string, role: "member" | "coordinator") {
  const { accountId } = await insertTestAccount(database.db, `${role}-${randomUUID()}@example.org`, {
    coalitionId,
    role,
  });
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  await database.db
    .insertInto("session")
    .values({ tokenHash, accountId, expires: new Date(Date.now() + dayMs) })
    .execute();
  return { cookie: `cortege.session=${token}`, accountId };
}

test.beforeAll(async () => {
  database = await openDatabase({ databaseUrl: process.env.CORTEGE_DATABASE ?? "" });
  trip = await insertTestTrip(database.db, { seats: 10, departs: new Date(Date.now() + 30 * dayMs) });
  coordinator = await signedIn(trip.coalitionId, "coordinator");
});
test.afterAll(() => database.close());

/** What an action answered, of which scripts make the form again. */
const told = (answer: Answer) =>
  answer.body
    .split("\n")
    .find((line) => line.startsWith("1:"))
    ?.slice(2) ?? "";

const nonsense: [what: string, value: string | Buffer, kept: string | null][] = [
  ["a NUL", "a\0b", "a\\u0000b"],
  ["half a surrogate pair", Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x00, 0x62]), null],
  ["3,000 characters", "é".repeat(3000), null],
  ["a line break", "a\nb", "a\\nb"],
];

test("a form that is refused names its wrong fields and keeps what was typed", async () => {
  const page = `/${trip.slug}/trajet/${trip.tripId}`;
  for (const [what, value, kept] of nonsense) {
    const ids: Part[] = [
      ["tripId", trip.tripId],
      ["requestId", randomUUID()],
    ];
    const typed = ["firstName", "email", "phone"].map((field): Part => [field, value]);
    const booked = told(await callAction("bookSeat", page, [...ids, ...typed]));
    const { errors, values } = JSON.parse(booked);
    expect(Object.keys(errors), what).toEqual(expect.arrayContaining(["firstName", "email", "consent"]));
    if (kept !== null) {
      expect(errors, what).toHaveProperty("phone");
      expect(JSON.stringify(values.firstName), what).toBe(`"${kept}"`);
    }
    const signIn = JSON.parse(told(await callAction("requestSignIn", "/connexion", [["email", value]])));
    expect(signIn.fieldError, what).toContain("adresse");
    const find = JSON.parse(told(await callAction("findBookings", "/reservations", [["email", value]])));
    expect(Object.keys(find.errors), what).toEqual(["email"]);
    const name = JSON.parse(told(await callAction("renameMyself", "/compte", [["name", value]], coordinator.cookie)));
    expect(name.fieldError, what).toBeTruthy();
    const aboard = `/espace/${trip.slug}/trajets/${trip.tripId}`;
    const added = JSON.parse(
      told(await callAction("addPersonAction", aboard, [...ids, ...typed, ["party", "1"]], coordinator.cookie)),
    );
    expect(Object.keys(added.fields), what).toEqual(expect.arrayContaining(["firstName", "phone"]));
  }
  expect(await database.db.selectFrom("signup").select("id").where("tripId", "=", trip.tripId).execute()).toEqual([]);
});

test("another coalition's trip and sign-ups answer its organisers' acts like unknown ones, and nothing changes", async () => {
  test.setTimeout(90_000);
  const other = await insertTestTrip(database.db, { seats: 3, departs: new Date(Date.now() + 30 * dayMs) });
  const theirs = await signedIn(other.coalitionId, "coordinator");
  const ride = { party: "1", direction: "outbound", outboundFrom: other.out.A ?? "", outboundTo: other.out.B ?? "" };
  const aboard = `/espace/${other.slug}/trajets/${other.tripId}`;
  const requestId = randomUUID();
  const add = { ...ride, tripId: other.tripId, requestId, firstName: "Essai" };
  expect(told(await callAction("addPersonAction", aboard, Object.entries(add), theirs.cookie))).toContain(
    '"done":true',
  );
  const standing = async () => ({
    signups: await database.db.selectFrom("signup").selectAll().where("tripId", "=", other.tripId).execute(),
    events: await database.db.selectFrom("signupEvent").selectAll().where("signupId", "=", requestId).execute(),
    trip: await database.db.selectFrom("trip").selectAll().where("id", "=", other.tripId).execute(),
    organisers: await database.db.selectFrom("tripOrganiser").selectAll().where("tripId", "=", other.tripId).execute(),
  });
  const before = await standing();
  expect(before.signups).toHaveLength(1);

  const strangers = [coordinator, await signedIn(other.coalitionId, "member")];
  const acts: [string, Record<string, string>][] = [
    ["addPersonAction", { ...add, requestId: randomUUID() }],
    ["confirmPersonAction", { signupId: requestId }],
    ["movePersonAction", { signupId: requestId, ...ride, party: "2" }],
    ["cancelPersonAction", { signupId: requestId, reason: "une raison" }],
    ["answerOfferForAction", { signupId: requestId, answer: "decline" }],
    ["cancelTripAction", { tripId: other.tripId, reason: "une raison" }],
    ["giveTripAction", { tripId: other.tripId, email: "quelquun@example.org" }],
    ["takeTripBackAction", { tripId: other.tripId, accountId: theirs.accountId }],
  ];
  for (const [name, fields] of acts) {
    const unknown = {
      ...fields,
      ...(fields.tripId && { tripId: randomUUID() }),
      ...(fields.signupId && { signupId: randomUUID() }),
    };
    for (const { cookie } of [...strangers, { cookie: "" }]) {
      const refused = await callAction(name, aboard, Object.entries(fields), cookie);
      expect(failure(refused), name).toBeNull();
      expect(told(refused), name).toContain("n’existe pas");
      expect(told(await callAction(name, aboard, Object.entries(unknown), cookie)), name).toBe(told(refused));
    }
  }
  expect(await standing()).toEqual(before);
});
