import { storedEntries } from "@/db/agenda";
import { departuresOf } from "@/db/coalition";
import { channelsOf, photoBytes, photoOf, settingsOf } from "@/db/coalition-settings";
import { optionsOf, pollsOf, repliesOf } from "@/db/date-poll";
import { findDocumentOf } from "@/db/document";
import { materialPiece, materialsOf } from "@/db/material";
import { roster, rosterPhones } from "@/db/membership";
import { findPlan } from "@/db/plan";
import { commentsOf, threadsOf } from "@/db/plan-comment";
import { imageBytes } from "@/db/plan-image";
import { signupsInQueue, signupsOnBoard } from "@/db/signup-list";
import { departuresToTake, newsToTake, plansToTake, signedUpTimes, tripsToTake } from "@/db/take-away";
import { sensitive } from "@/domain/calendar/registration";
import { fileEndings, fileKinds } from "@/domain/coalition/material";
import type { Actor } from "@/domain/kernel/actor";
import { writeCsv } from "@/domain/kernel/csv";
import { icsFile } from "@/domain/kernel/ics";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { imagesOf } from "@/domain/plan/body";
import { commentLimits } from "@/domain/plan/comment";
import { writeMarkdown } from "@/domain/plan/write-markdown";
import { writeOds } from "@/domain/transport/exchange/ods";
import { type ExchangeWords, writeRows } from "@/domain/transport/exchange/write-rows";
import { SheetState } from "@/domain/transport/sheet-state";
import { type CsvWords, entryCsv } from "./calendar/entry-csv";
import { toIcs } from "./calendar/feeds";
import { openWorkspace } from "./coalition/workspace";
import type { Deps } from "./deps";
import { storedState } from "./history/stored-document";
import type { SignupDeps } from "./signup/deps";
import { openPhone } from "./signup/phone";
import { rideOf } from "./transport/ride-columns";
import { priceNamed, readTripStates, viewLeg } from "./transport/trip-view";

/** The words of the files, in the language of whoever takes them away. */
export type TakeAwayWords = {
  /** What the files are, in each language, by their names. */
  readme: Readonly<Record<string, string>>;
  /** How files, folders and columns are called. */
  name(key: TakeAwayName): string;
  role(role: string): string;
  exchange: ExchangeWords;
  csv: CsvWords;
};
export const takeAwayNames = [
  ...([
    "sheet",
    "departures",
    "plans",
    "images",
    "comments",
    "agenda",
    "news",
    "members",
    "signups",
    "polls",
    "material",
  ] as const),
  ...(["settings", "presentation", "photo", "untitled"] as const),
  ...(["trip", "state", "firstName", "email", "phone", "party", "outbound", "return", "price", "paid", "yes"] as const),
  ...(["departure", "begins", "ends", "place", "address"] as const),
  ...(["name", "role", "plan", "quote", "author", "date", "comment", "poll", "answer"] as const),
  ...(["title", "language", "licence", "file"] as const),
] as const;
export type TakeAwayName = (typeof takeAwayNames)[number];
export type TakenFile = { name: string; bytes: Uint8Array };

/** All that a coalition has written and been told, file by file: only one of them is in memory at a time. */
type Taking = {
  deps: Deps;
  signup: SignupDeps;
  actor: Actor;
  coalition: { id: string; slug: string };
  words: TakeAwayWords;
};

const hourMs = 3_600_000;
/** How often a coalition is taken away within an hour: each time all of it is read. */
const timesPerHour = 4;
/** However long a queue is. */
const everybody = { limit: 10_000, offset: 0 };

/** Taking coalitions away: one process counts how often each coalition is taken away. */
export function createTakeAway(deps: Deps, signup: SignupDeps) {
  const taken = new Map<string, number[]>();
  return {
    /** For a coalition's coordinators; anyone else: `not_found`. The files are read while they leave. */
    async take(actor: Actor, slug: string, words: TakeAwayWords): Promise<Result<AsyncGenerator<TakenFile>>> {
      const opened = await openWorkspace(deps.database.db, actor, slug, "coordinator");
      if (!opened.ok) return opened;
      const { id } = opened.value.coalition;
      const now = deps.clock.now().getTime();
      const lately = (taken.get(id) ?? []).filter((at) => at > now - hourMs);
      if (lately.length >= timesPerHour) return refuse("too_many");
      taken.set(id, [...lately, now]);
      return ok(files({ deps, signup, actor, coalition: { id, slug }, words }));
    },
  };
}

async function* files(taking: Taking): AsyncGenerator<TakenFile> {
  for (const [name, text] of Object.entries(taking.words.readme)) yield textFile(name, text);
  yield* settingsFiles(taking);
  yield* sheetFiles(taking);
  yield* planFiles(taking);
  yield* newsFiles(taking);
  yield* agendaFiles(taking);
  yield* peopleFiles(taking);
  yield* signupFiles(taking);
  yield* materialFiles(taking);
}

const textFile = (name: string, text: string): TakenFile => ({ name, bytes: new TextEncoder().encode(text) });
const csvFile = (name: string, rows: readonly (readonly string[])[]) => textFile(`${name}.csv`, writeCsv(rows));

/** Names for files: what no system minds, each once. */
function namer(untitled: string): (title: string) => string {
  const used = new Set<string>();
  return (title) => {
    const bare = title
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, " ")
      .replace(/\s+/g, " ")
      .trim()
      .replace(/^\.+/, "");
    const name = [...bare].slice(0, 80).join("").trim() || untitled;
    for (let n = 1; ; n++) {
      const one = n === 1 ? name : `${name} (${n})`;
      if (used.has(one.toLowerCase())) continue;
      used.add(one.toLowerCase());
      return one;
    }
  };
}

async function* settingsFiles({ deps, coalition, words }: Taking): AsyncGenerator<TakenFile> {
  const { db } = deps.database;
  const settings = await settingsOf(db, coalition.id);
  const photo = await photoOf(db, coalition.id);
  const facts = {
    ...settings,
    channels: await channelsOf(db, coalition.id),
    photo: photo && { alt: photo.alt, credit: photo.credit },
  };
  yield textFile(`${words.name("settings")}.json`, `${JSON.stringify(facts, null, 2)}\n`);
  yield textFile(`${words.name("presentation")}.md`, `${settings.presentation}\n`);
  const bytes = photo && (await photoBytes(db, coalition.id, photo.hash));
  if (bytes) yield { name: `${words.name("photo")}.webp`, bytes };
}

async function* sheetFiles({ deps, coalition, words }: Taking): AsyncGenerator<TakenFile> {
  const { db } = deps.database;
  const document = await findDocumentOf(db, coalition.id, "sheet");
  if (!document) return;
  const { state } = await storedState(db, document);
  const rows = state instanceof SheetState ? state.things().filter(({ removed }) => !removed) : [];
  const context = {
    departures: (await departuresOf(db, coalition.id)).map(({ id, title, place, startsAtLocal }) => ({
      ...{ id, title, place },
      day: startsAtLocal.slice(0, 10),
    })),
    roster: await roster(db, coalition.id, "whole"),
    words: words.exchange,
  };
  const name = words.name("sheet");
  const table = writeRows(
    rows.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0)),
    context,
  );
  yield { name: `${name}.ods`, bytes: writeOds({ name, rows: table }) };
  yield csvFile(name, table);
  const own = await departuresToTake(db, coalition.id);
  if (own.length === 0) return;
  yield csvFile(words.name("departures"), [
    (["departure", "begins", "ends", "place", "address"] as const).map(words.name),
    ...own.map((one) => [one.title, one.startsAtLocal, one.endsAtLocal, one.place, one.address]),
  ]);
}

async function* planFiles({ deps, coalition, words }: Taking): AsyncGenerator<TakenFile> {
  const { db } = deps.database;
  const fileName = namer(words.name("untitled"));
  const [folder, images] = [words.name("plans"), words.name("images")];
  const shown = new Set<string>();
  const said: string[][] = [];
  const entries = await storedEntries(db, { coalitionIds: [coalition.id] });
  for (const id of await plansToTake(db, coalition.id)) {
    const plan = await findPlan(db, coalition.id, id);
    if (!plan) continue;
    const entryWords = (key: string) => {
      const values = entries.find(({ entryId }) => entryId === key)?.values;
      return values ? [values.title, values.start ?? values.due, values.place].filter(Boolean).join(", ") : "";
    };
    for (const image of imagesOf(plan.body)) shown.add(image);
    const places = { imageHref: (image: string) => `${images}/${image}.webp`, entryWords };
    yield textFile(`${folder}/${fileName(plan.title)}.md`, writeMarkdown(plan, places));
    const threads = await threadsOf(db, id, commentLimits.threads);
    const ids = threads.map((thread) => thread.id);
    for (const one of await commentsOf(db, coalition.id, ids)) {
      const quote = threads.find((thread) => thread.id === one.threadId)?.quote ?? "";
      said.push([plan.title, quote, one.by ?? "", one.createdAt.toISOString(), one.body]);
    }
  }
  for (const id of shown) {
    const image = await imageBytes(db, coalition.id, id);
    if (image) yield { name: `${folder}/${images}/${id}.webp`, bytes: image.bytes };
  }
  if (said.length > 0)
    yield csvFile(`${folder}/${words.name("comments")}`, [
      (["plan", "quote", "author", "date", "comment"] as const).map(words.name),
      ...said,
    ]);
}

async function* newsFiles({ deps, coalition, words }: Taking): AsyncGenerator<TakenFile> {
  const fileName = namer(words.name("untitled"));
  for (const { title, body, sentAt } of await newsToTake(deps.database.db, coalition.id)) {
    const text = [`# ${title}`, ...(sentAt ? [parisDay(sentAt)] : []), body].join("\n\n");
    yield textFile(`${words.name("news")}/${fileName(title)}.md`, `${text}\n`);
  }
}

async function* agendaFiles({ deps, coalition, words }: Taking): AsyncGenerator<TakenFile> {
  const { db } = deps.database;
  const entries = await storedEntries(db, { coalitionIds: [coalition.id] });
  const ics = entries.flatMap((entry) => toIcs(deps, coalition, entry));
  yield textFile(`${words.name("agenda")}.ics`, icsFile(ics, deps.clock.now()));
  const replies: string[][] = [];
  for (const poll of await pollsOf(db, coalition.id)) {
    const options = await optionsOf(db, poll.id);
    for (const reply of await repliesOf(db, poll.id))
      for (const { id, startsLocal } of options)
        replies.push([poll.title, startsLocal, reply.firstName, reply.answers.get(id) ?? ""]);
  }
  if (replies.length > 0)
    yield csvFile(words.name("polls"), [
      (["poll", "date", "firstName", "answer"] as const).map(words.name),
      ...replies,
    ]);
}

async function* peopleFiles({ deps, coalition, words }: Taking): AsyncGenerator<TakenFile> {
  const { db } = deps.database;
  const phones = await rosterPhones(db, coalition.id);
  const rows = (await roster(db, coalition.id, "whole")).map(({ id, name, role }) => {
    const phone = phones.get(id);
    return [name, role ? words.role(role) : "", phone ? deps.vault.open("account-phone", phone) : ""];
  });
  yield csvFile(words.name("members"), [(["name", "role", "phone"] as const).map(words.name), ...rows]);
}

async function* signupFiles({ deps, signup, actor, coalition, words }: Taking): AsyncGenerator<TakenFile> {
  const { db } = deps.database;
  const rows: string[][] = [];
  for (const state of await readTripStates(db, await tripsToTake(db, coalition.id), deps.clock.now())) {
    const thing = { tripId: state.trip.id };
    for (const row of [...(await signupsOnBoard(db, thing)), ...(await signupsInQueue(db, thing, everybody))]) {
      const ride = rideOf(row);
      const leg = (way: "outbound" | "return") => {
        const { from, to } = viewLeg(state.stops, ride[way]) ?? {};
        return from && to ? `${from.place} → ${to.place}` : "";
      };
      rows.push([
        ...[state.trip.title, words.csv.state(row.state), row.firstName, row.email ?? ""],
        ...[openPhone(deps.vault, row.phoneEncrypted) ?? "", String(row.party), leg("outbound"), leg("return")],
        ...[priceNamed(state.prices, row.priceId)?.label ?? "", row.paidAt ? words.name("yes") : ""],
      ]);
    }
  }
  const folder = words.name("signups");
  const head = [
    "trip",
    "state",
    "firstName",
    "email",
    "phone",
    "party",
    "outbound",
    "return",
    "price",
    "paid",
  ] as const;
  yield csvFile(`${folder}/${words.name("sheet")}`, [head.map(words.name), ...rows]);
  const fileName = namer(words.name("untitled"));
  for (const { id, title, occurrence } of await signedUpTimes(db, coalition.id)) {
    const raw = { entryId: id, occurrence: occurrence ?? "" };
    // What somebody needs is read where they are welcomed, and leaves with no file.
    const list = await entryCsv(signup, actor, coalition.slug, raw, words.csv, sensitive);
    if (list.ok) yield textFile(`${folder}/${fileName([title, occurrence].filter(Boolean).join(" "))}.csv`, list.value);
  }
}

async function* materialFiles({ deps, coalition, words }: Taking): AsyncGenerator<TakenFile> {
  const { db } = deps.database;
  const fileName = namer(words.name("untitled"));
  const folder = words.name("material");
  const list: string[][] = [];
  for (const file of await materialsOf(db, coalition.id)) {
    const pieces: Uint8Array[] = [];
    for (let place = 0; ; place++) {
      const piece = await materialPiece(db, file, place);
      if (!piece) break;
      pieces.push(piece);
    }
    const kind = fileKinds.find((each) => each === file.kind);
    const name = `${fileName(file.title)}.${kind ? fileEndings[kind] : file.kind}`;
    list.push([file.title, file.language, file.licence, name]);
    yield { name: `${folder}/${name}`, bytes: Buffer.concat(pieces) };
  }
  if (list.length > 0)
    yield csvFile(`${folder}/${words.name("material")}`, [
      (["title", "language", "licence", "file"] as const).map(words.name),
      ...list,
    ]);
}
