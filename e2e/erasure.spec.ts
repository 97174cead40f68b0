import { randomUUID } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { insertTestEntry } from "@/db/testing/entry";
import { scanFor } from "@/db/testing/scan";
import { insertTestTrip } from "@/db/testing/trip";
import { createVault } from "@/server/crypto";
import { actions as actionTable } from "@/server/permissions";
import { unsealed } from "@/server/testing/unsealed";
import { demo, expect, test } from "./fixtures";
import { type OwnCoalition, ownCoalition } from "./own-coalition";
import { type Answer, callAction, failure, formType, multipart, type Part, raw, serverLog } from "./raw-request";

/*
 * Unique words put by HTTP into every form that holds something of a person, and looked for afterwards in every column of
 * every table (bytes decoded, what is sealed opened), in what the server writes on disk and in all that it said.
 */

/** Actions whose words are nobody's, or that say nothing beyond who did it. Another one is filled in below. */
const holdNothing = new Set([
  ...[
    "saveKeyDateAction",
    "cancelKeyDateAction",
    "decideAction",
    "answerReportAction",
    "withdrawPageAction",
    "findNameAction",
  ],
  ...["saveSettingsAction", "removePhotoAction", "saveMaterialAction", "moveMaterialAction", "removeMaterialAction"],
  ...["chooseJoinModeAction", "answerJoinAction", "changeRoleAction", "removeMemberAction", "leaveAction"],
  ...["archivePlanAction", "makePlanAction", "resolveThreadAction", "eraseCommentAction"],
  ...["sharePlanAction", "unsharePlanAction", "takeTaskAction", "takeFromHome", "giveTaskBackAction"],
  ...["addSourceAction", "removeSourceAction", "cancelEntryAction", "cancelTripAction", "callOffAction"],
  ...[
    "keepBeforeImport",
    "nameVersionAction",
    "removeVersionAction",
    "eraseChangeAction",
    "flattenAction",
    "dropNameAction",
  ],
  ...["giveTripAction", "takeTripBackAction", "giveEntryAction", "takeEntryBackAction"],
  ...["confirmPersonAction", "movePersonAction", "markPaidAction", "answerOfferForAction"],
  ...["confirmHelperAction", "answerOfferForHelperAction", "makePollAction", "keepDateAction", "removePollAction"],
  ...["enterWithCode", "enterWithLink", "enterDemo", "signOut", "changeOwnFeed", "goAlong", "chooseTheme"],
  ...["confirmByCode", "confirmByLink", "resendCode", "answerOffer", "sayComing", "cancelBooking", "claimBooking"],
  ...["confirmContact", "declineContact", "reopenDeclaration", "answerActive", "confirmContactAction"],
  ...["resendConfirmations", "sendDeclaration", "findBookings", "eraseDeclaration"],
  ...["eraseMyself", "eraseByLinkAction", "eraseReplyAction"],
  ...["saveDepartureAction", "removeDepartureAction", "saveKeyDepartureAction", "removeKeyDepartureAction"],
  ...["saveNewsAction", "sendNewsAction", "removeNewsAction", "archiveAction", "reopenAction", "showMyselfAction"],
  ...["makeInvitationLinkAction", "withdrawInvitationAction", "resendInvitationAction"],
  // The name of who accepts is kept where that of who joins is.
  ...["confirmFollowAction", "changeFollowAction", "acceptInvitationAction"],
]);
/** People without an e-mail of their own, whom an organiser writes down: their names go with the sign-up. */
const onBehalf = new Set(["addPersonAction", "addHelperAction", "cancelPersonAction"]);

let own: OwnCoalition;
let open: (text: string) => string[];
const began = Date.now();

test.beforeAll(async () => {
  own = await ownCoalition();
  const { coalitionId } = own.world;
  const shown = own.database.db.updateTable("coalition").set({ publishedAt: new Date(0), joinMode: "request" });
  await shown.where("id", "=", coalitionId).execute();
  const secrets = JSON.parse(await readFile(join(process.env.CORTEGE_STATES ?? "", "secrets.json"), "utf8"));
  open = unsealed(createVault(secrets.AUTH_SECRET, secrets.DATA_KEY));
});
test.afterAll(() => own.database.close());

/** Files below a folder that were written since the test began; the demo's mailbox is what has left for other servers. */
async function written(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const kept = entries.filter((one) => one.isFile() && !one.parentPath.endsWith("/mailbox"));
  const paths = kept.map((one) => join(one.parentPath, one.name));
  const fresh = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs >= began));
  return paths.filter((_, n) => fresh[n]);
}

/** Where any of the marks stands: tables, disk, what the server said. */
async function standing(marks: readonly string[]): Promise<string[]> {
  const found = await scanFor(own.database.db, marks, open);
  for (const path of [...(await written(process.env.CORTEGE_STATES ?? "")), ...(await written(".next"))]) {
    const bytes = (await readFile(path)).toString("latin1");
    found.push(...marks.filter((mark) => bytes.includes(mark)).map((mark) => `${path}: ${mark}`));
  }
  return found;
}

/** Words of one person, each used in one field. */
function marksOf(person: string) {
  const id = `zq${person}${randomUUID().slice(0, 8)}`;
  const used: string[] = [];
  const mark = (field: string, before = "", after = ""): string => {
    const word = `${id}${field}`;
    used.push(word);
    return `${before}${word}${after}`;
  };
  return { used, mark, email: mark("mail", "", "@example.org"), phone: "" };
}

const called = new Set<string>();
async function fill(name: string, path: string, fields: Record<string, string>, cookie = ""): Promise<Answer> {
  called.add(name);
  const answer = await callAction(name, path, Object.entries(fields) as Part[], cookie);
  expect(failure(answer), `${name}: ${answer.body.slice(0, 300)}`).toBeNull();
  return answer;
}

/** What organisers set up, for two people to fill in. */
async function things() {
  const { world, database, slug } = own;
  const { coalitionId } = world;
  const soon = new Date(Date.now() + 20 * 86_400_000);
  const day = soon.toISOString().slice(0, 10);
  const trip = await insertTestTrip(database.db, { seats: 9, departs: soon, coalitionId });
  const entry = await insertTestEntry(database.db, {
    coalitionId,
    kind: "meeting",
    helpers: null,
    startsAt: soon,
    startsLocal: soon.toISOString().slice(0, 16),
    overAt: new Date(soon.getTime() + 3_600_000),
  });
  const coordinator = await world.person("coordinator", "Coordination");
  const questions = { "ready-access": "on", "own0-label": "Un mot", "own0-kind": "text" };
  const page = `/espace/${slug}/inscriptions/${entry.entryId}`;
  const purgeOn = new Date(soon.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  const settings = { entryId: entry.entryId, slug, capacity: "9", closesOn: day, purgeOn, ...questions };
  const set = await fill("setRegistrationAction", page, settings, coordinator.cookie);
  expect(set.body).toContain('"tone":"ok"');
  const poll = await database.db
    .insertInto("datePoll")
    .values({ coalitionId, title: "Quand ?", minutes: 60, closesAt: soon, createdAt: new Date() })
    .returning("id")
    .executeTakeFirstOrThrow();
  const option = await database.db
    .insertInto("datePollOption")
    .values({ pollId: poll.id, startsLocal: `${day}T10:00` })
    .returning("id")
    .executeTakeFirstOrThrow();
  const at = new Date();
  const document = await database.db
    .insertInto("document")
    .values({ coalitionId, kind: "plan" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const plan = await database.db
    .insertInto("plan")
    .values({ documentId: document.id, coalitionId, title: "Un plan", createdAt: at, updatedAt: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { trip, entry, coordinator, poll, option, plan };
}

test("K7 · what somebody filled into any form is gone from tables, files and logs once they erase it", async () => {
  test.setTimeout(120_000);
  const { world, database, slug } = own;
  const { trip, entry, coordinator, poll, option, plan } = await things();
  const tripPage = `/${slug}/trajet/${trip.tripId}`;
  const entryPage = `/${slug}/inscription/${entry.entryId}`;
  const planPage = `/espace/${slug}/plans/${plan.id}`;

  // Somebody with an account, a member here and asking to join elsewhere.
  const a = marksOf("a");
  const member = await world.person("member", a.mark("roster"));
  await database.db.updateTable("account").set({ email: a.email }).where("id", "=", member.accountId).execute();
  const elsewhere = await ownCoalition();
  await elsewhere.database.close();
  const asked = database.db.updateTable("coalition").set({ publishedAt: new Date(0), joinMode: "request" });
  await asked.where("id", "=", elsewhere.world.coalitionId).execute();
  const me = member.cookie;
  await fill("requestSignIn", "/connexion", { email: a.email });
  await fill("renameMyself", "/compte", { name: a.mark("name") }, me);
  const phone = `06 12 ${String(Math.floor(Math.random() * 1_000_000)).padStart(6, "0")}`;
  a.used.push(phone);
  await fill("sharePhone", "/compte", { phone }, me);
  const words = { coalition: elsewhere.slug, name: a.mark("joinname"), words: a.mark("joinwords") };
  await fill("joinAction", `/${elsewhere.slug}/rejoindre`, words, me);
  const ride = { requestId: randomUUID(), tripId: trip.tripId, party: "1", phone, accessNeed: a.mark("need") };
  const booked = await fill("bookSeat", tripPage, { ...ride, accessNeed: "" }, me);
  const seatKey = /reservations\/([\w-]{36})/.exec(JSON.stringify(booked.headers) + booked.body)?.[1] ?? "";
  await fill("changeBooking", `/reservations/${seatKey}`, { ...ride, key: seatKey }, me);
  const mine = await fill("signUp", entryPage, { requestId: randomUUID(), entryId: entry.entryId }, me);
  const key = /reservations\/([\w-]{36})/.exec(JSON.stringify(mine.headers) + mine.body)?.[1] ?? "";
  const answers = { key, answers: "on", "q-access": a.mark("access"), "q-own0": a.mark("answer") };
  await fill("changeAnswers", `/reservations/${key}`, answers, me);
  const said = { coalition: slug, plan: plan.id, quote: a.mark("quote"), body: a.mark("comment") };
  await fill("commentAction", planPage, said, me);
  const mention = { ...said, quote: "", body: `Merci @${a.used[1]} !` };
  await fill("commentAction", planPage, mention, coordinator.cookie);
  const exif = { IFD0: { Artist: a.mark("artist"), ImageDescription: a.mark("described") } };
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#197" } })
    .jpeg()
    .withExif(exif)
    .toBuffer();
  expect(picture.toString("latin1"), "the picture says who took it").toContain(a.used.at(-2) ?? "?");
  const headers = { cookie: me, origin: demo().origin };
  const image = await raw("POST", `/api/images/${slug}`, { ...headers, "content-type": "image/jpeg" }, picture);
  expect(image.status, image.body).toBe(200);
  const sent = multipart([["file", picture, "photo.jpg"]]);
  const file = await raw("POST", `/api/depot/${slug}/materiel`, { ...headers, ...formType }, sent);
  expect(file.headers.location).toContain("fichier=recu");
  const nowhere = ["artist", "described"].map((field) => a.used.find((word) => word.endsWith(field)) ?? "");

  // Somebody without an account.
  const b = marksOf("b");
  const visitor = { firstName: b.mark("first"), email: b.email, phone: phone.replace("06", "07"), consent: "on" };
  b.used.push(visitor.phone);
  const seat = { ...ride, ...visitor, requestId: randomUUID(), accessNeed: b.mark("need") };
  await fill("bookSeat", tripPage, seat);
  const place = { entryId: entry.entryId, requestId: randomUUID(), ...visitor };
  await fill("signUp", entryPage, { ...place, requestId: randomUUID() });
  const { id: signupId } = await database.db
    .selectFrom("signup")
    .select("id")
    .where("email", "=", b.email)
    .where("entryId", "=", entry.entryId)
    .executeTakeFirstOrThrow();
  const cancelled = { signupId, entryId: entry.entryId, slug, reason: b.mark("cancelled") };
  await fill("cancelHelperAction", `/espace/${slug}/inscriptions/${entry.entryId}`, cancelled, coordinator.cookie);
  await fill("signUp", entryPage, { ...place, "q-own0": b.mark("answer"), "q-access": b.mark("access") });
  await fill("reportAction", `/${slug}/signaler`, { coalition: slug, reason: b.mark("reason"), email: b.email });
  const letter = { coalition: slug, name: b.mark("letter"), email: b.email, message: b.mark("message", "Bonjour. ") };
  await fill("writeToCoalitionAction", `/${slug}`, letter);
  await fill("followAction", `/${slug}/rejoindre`, { coalition: slug, email: b.email });
  const invited = { coalition: slug, emails: b.email, role: "member" };
  await fill("inviteByMailAction", `/espace/${slug}/membres`, invited, coordinator.cookie);
  const reply = { pollId: poll.id, requestId: randomUUID(), firstName: b.mark("poll"), [option.id]: "yes" };
  const replied = await fill("answerPoll", `/${slug}/dates/${poll.id}`, reply);
  const token = /dates\/[\w-]{36}\/([\w-]{43})/.exec(JSON.stringify(replied.headers) + replied.body)?.[1] ?? "";
  const declared = await fill("saveStep", "/declarer", {
    ...{ step: "3", firstName1: b.mark("contact"), lastName1: b.mark("family"), email1: b.email },
    ...{ organisation1: b.mark("organisation"), firstName2: b.mark("other") },
  });
  const draft = [declared.headers["set-cookie"]]
    .flat()
    .map((one) => one?.split(";")[0] ?? "")
    .join("; ");

  // The control: each of them is somewhere, but for what a picture said; and the server said none of them.
  const everything = [...a.used, ...b.used];
  const before = await standing(everything);
  for (const mark of everything)
    expect(
      before.some((line) => line.endsWith(mark)),
      `${mark} was filled in`,
    ).toBe(!nowhere.includes(mark));
  const log = serverLog();
  expect(everything.filter((mark) => log.includes(mark))).toEqual([]);
  const untried = Object.keys(actionTable).filter((name) => !holdNothing.has(name) && !onBehalf.has(name));
  expect(
    untried.filter((name) => !called.has(name)),
    "fill these forms in here, or say why not",
  ).toEqual([]);

  await fill("eraseMyself", "/compte/donnees", { sure: "yes" }, me);
  await fill("eraseReplyAction", `/${slug}/dates/${poll.id}/${token}`, { pollId: poll.id, token });
  await fill("eraseDeclaration", "/declarer", {}, draft);
  await fill("findBookings", "/reservations", { email: b.email });
  let link = "";
  const box = `${new URL(demo().mailbox).pathname}?adresse=${encodeURIComponent(b.email)}`;
  await expect
    .poll(async () => {
      const text = (await raw("GET", box)).body.replace(/<[^>]*>/g, " ");
      link = /toutes les réservations[\s\S]*?\/reservations\/([\w-]{43})/.exec(text)?.[1] ?? "";
      return link;
    })
    .not.toBe("");
  await fill("eraseByLinkAction", `/reservations/${link}/donnees`, { token: link, sure: "yes" });
  expect(await standing(everything)).toEqual([]);
});
