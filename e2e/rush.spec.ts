import { createHash, randomBytes } from "node:crypto";
import { openDatabase } from "@/db/client";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { demo, expect, test } from "./fixtures";

const members = 200;
const seats = 20;
const dayMs = 86_400_000;

/** The form of a trip page, as a browser without JavaScript would send it. */
function formOf(html: string): FormData {
  const body = new FormData();
  const form = /<form[^>]*class="paper form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const read = (attribute: string) =>
      new RegExp(` ${attribute}="([^"]*)"`).exec(input)?.[1]?.replaceAll("&quot;", '"');
    const name = read("name");
    if (name) body.append(name, read("value") ?? "");
  }
  body.append("party", "1");
  return body;
}

test("S1 · 200 signed-in members send the form of one trip at once: 20 have a seat, 180 wait, no answer fails", async () => {
  test.setTimeout(180_000);
  const { db, close } = await openDatabase({ databaseUrl: process.env.CORTEGE_DATABASE ?? "" });
  const { origin } = demo();
  const trip = await insertTestTrip(db, { seats, departs: new Date(Date.now() + 30 * dayMs) });
  const page = `${origin}/${trip.slug}/trajet/${trip.tripId}`;
  const people: { cookie: string; body: FormData }[] = [];
  for (let n = 0; n < members; n += 1) {
    const email = `rush-${n}-${trip.tripId}@example.org`;
    const { accountId } = await insertTestAccount(db, email, { coalitionId: trip.coalitionId, role: "member" });
    const token = randomBytes(32).toString("base64url");
    const tokenHash = createHash("sha256").update(token).digest("hex");
    await db
      .insertInto("session")
      .values({ tokenHash, accountId, expires: new Date(Date.now() + 60 * dayMs) })
      .execute();
    const cookie = `cortege.session=${token}`;
    people.push({ cookie, body: formOf(await (await fetch(page, { headers: { cookie } })).text()) });
  }

  const answers = await Promise.all(
    people.map(({ cookie, body }) =>
      fetch(page, { method: "POST", body, headers: { cookie, origin }, redirect: "manual" }),
    ),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(members).fill(303));
  const led = answers.map((answer) => answer.headers.get("location") ?? "");
  expect(new Set(led).size).toBe(members);
  expect(led.every((path) => path.includes("/reservations/"))).toBe(true);

  const rows = await db
    .selectFrom("signup")
    .select(["state", "queueNumber"])
    .where("tripId", "=", trip.tripId)
    .execute();
  expect(rows.filter((row) => row.state === "confirmed")).toHaveLength(seats);
  const waiting = rows.filter((row) => row.state === "waiting").map((row) => row.queueNumber ?? 0);
  expect(waiting.sort((a, b) => a - b)).toEqual(Array.from({ length: members - seats }, (_, n) => n + 1));
  await close();
});
