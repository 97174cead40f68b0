import { typedAmount } from "../money";
import {
  type CellField,
  cellFields,
  type Direction,
  hasField,
  type Mode,
  modeOf,
  type SheetRow,
  sheetLimits,
  textFields,
} from "../schema";
import type { NewRow } from "../sheet";
import { type Exported, exported, type Target } from "./columns";
import type { ImportContext, Line, Problem, ReadLine } from "./import-types";
import { departureNamed } from "./name-departure";
import { plain } from "./plain";
import {
  type ChoiceField,
  choiceValues,
  type ProblemCode,
  type Read,
  readChoice,
  readCount,
  readDay,
  readMode,
  readMoment,
  readSeats,
  readState,
  readTime,
  saysStepFree,
  spokenTime,
} from "./read-value";
import { cellText, type ExchangeDeparture } from "./write-rows";

type Stops = NonNullable<NewRow["outbound"]>;

/** Reads one line; `fallback` is the departure of those that name none. */
export function readLine(
  line: Line,
  context: ImportContext,
  fallback: string | null,
  seatsBeside: string | null,
): ReadLine {
  const reader = new LineReader(line, context, fallback, seatsBeside);
  const { values, problems } = reader.read();
  const rowId = line.values.get("id")?.text || null;
  return {
    rowId,
    values,
    problems,
    over(row, now) {
      return changesOver(row, line, { values, problems, exact: rowId === row.id }, now);
    },
  };
}

/**
 * Only what differs, and only what the file names. A cell that reads as our own export of the row changes nothing, also
 * where the row holds something wrong; an empty cell empties the field only in a file that was our export.
 */
function changesOver(
  row: SheetRow,
  line: Line,
  read: { values: NewRow; problems: Problem[]; exact: boolean },
  context: ImportContext,
): { values: NewRow; problems: Problem[] } {
  const changed: NewRow = {};
  let problems = read.problems;
  const untouched = new Set<Target>();
  for (const [target, { column, text }] of line.values) {
    const same = isExported(target) && text === cellText(row, target, context).trim();
    if (!same && (text !== "" || read.exact)) continue;
    untouched.add(target);
    problems = problems.filter((problem) => problem.column !== column);
  }
  const named = (target: Target) => line.values.has(target) && !untouched.has(target);
  const by = (field: CellField): Target =>
    field === "departureId" ? "departure" : field === "ownerId" ? "owner" : field;
  for (const field of cellFields) {
    const value = read.values[field] ?? null;
    if (named(by(field)) && field !== "state" && value !== row[field]) changed[field] = value;
  }
  // A file never opens a trip to bookings; it may close one.
  const closes = read.values.state === "closed" && (named("state") || named("seats"));
  if (closes && row.state === "open") changed.state = "closed";
  for (const field of textFields) {
    const value = read.values[field] ?? "";
    if (named(field) && value !== row[field]) changed[field] = value;
  }
  if (named("prices") && !sameList(read.values.prices ?? [], row.prices, ["label", "amount"]))
    changed.prices = read.values.prices ?? [];
  for (const direction of ["outbound", "return"] as const) {
    const stops = named(direction)
      ? listedOver(row[direction], read.values[direction] ?? [], read.exact)
      : withEnds(row, direction, line, read.values, named);
    if (stops && !sameList(stops, row[direction], ["place", "at", "stepFree"])) changed[direction] = stops;
  }
  return { values: changed, problems };
}

/** Only our own export says of each stop whether it is step-free: another list leaves it as it is. */
function listedOver(now: SheetRow[Direction], listed: Stops, exact: boolean): Stops {
  if (exact) return listed;
  const known = new Set(now.filter((stop) => stop.stepFree).map(({ place }) => plain(place)));
  return listed.map((stop) => ({ ...stop, stepFree: stop.stepFree || known.has(plain(stop.place)) }));
}

/** The stops of a row with what the file says of the first and the last; null when it says nothing of them. */
function withEnds(
  row: SheetRow,
  direction: Direction,
  line: Line,
  values: NewRow,
  named: (target: Target) => boolean,
): Stops | null {
  const asked: Target[] =
    direction === "outbound"
      ? ["departTime", "departPlace", "arriveTime", "arrivePlace", "day"]
      : ["returnTime", "returnPlace"];
  const read = values[direction];
  if (!asked.some((target) => named(target) && line.values.get(target)?.text !== "") || !read) return null;
  const now: Stops = row[direction].map(({ place, at, stepFree }) => ({ place, at, stepFree }));
  const [first, last] = [read[0], read.at(-1)];
  if (now.length === 0 || !first) return read;
  const [timeTarget, placeTarget]: Target[] =
    direction === "outbound" ? ["departTime", "departPlace"] : ["returnTime", "returnPlace"];
  const start = now[0];
  if (start && timeTarget && named(timeTarget)) start.at = first.at;
  if (start && placeTarget && named(placeTarget)) start.place = first.place;
  const end = now.at(-1);
  if (direction === "outbound" && last && end && (named("arriveTime") || named("arrivePlace"))) {
    if (now.length === 1) now.push(last);
    else {
      if (named("arriveTime")) end.at = last.at;
      if (named("arrivePlace")) end.place = last.place;
    }
  }
  return now;
}

function sameList<T extends object>(a: readonly T[], b: readonly T[], keys: readonly (keyof T)[]): boolean {
  return (
    a.length === b.length && a.every((each, n) => keys.every((key) => (each[key] ?? false) === (b[n]?.[key] ?? false)))
  );
}

function isExported(target: Target): target is Exported {
  return exported.some((name) => name === target);
}

/** One line being read: each part writes its values and its problems. */
class LineReader {
  readonly #values: NewRow = {};
  readonly #problems: Problem[] = [];

  constructor(
    readonly line: Line,
    readonly context: ImportContext,
    readonly fallback: string | null,
    readonly seatsBeside: string | null,
  ) {}

  read(): { values: NewRow; problems: Problem[] } {
    const departure = this.#departure();
    const day =
      this.#take("day", (text) => readDay(text, departure?.day ?? this.context.today)) ?? departure?.day ?? "";
    this.#stops(day, departure);
    this.#words();
    this.#numbers(day);
    return { values: this.#values, problems: this.#problems };
  }

  #text(target: Target): string {
    return this.line.values.get(target)?.text ?? "";
  }

  #problem(target: Target, code: ProblemCode, repair: string | null = null): void {
    const cell = this.line.values.get(target);
    if (cell) this.#problems.push({ column: cell.column, code, typed: cell.text, repair });
  }

  #take<T>(target: Target, read: (text: string) => Read<T>): T | null {
    const text = this.#text(target);
    if (text === "") return null;
    const answer = read(text);
    if ("value" in answer) return answer.value;
    this.#problem(target, answer.problem, answer.repair ?? null);
    return null;
  }

  #departure(): ExchangeDeparture | null {
    const { departures } = this.context;
    const said = this.#text("departure");
    const byDay = this.#text("day");
    const named = departureNamed(said || byDay, this.context, this.fallback);
    const preferred = departures.find(({ id }) => id === this.fallback) ?? null;
    if (said !== "" && !named) this.#problem("departure", "departure_unknown", preferred?.title ?? null);
    const departure = named ?? preferred;
    this.#values.departureId = departure?.id ?? null;
    return departure;
  }

  #stops(day: string, departure: ExchangeDeparture | null): void {
    for (const direction of ["outbound", "return"] as const) {
      const list = this.#text(direction);
      if (list !== "") this.#values[direction] = this.#listed(direction, list, day);
    }
    const [depart, arrive, back] = [
      this.#time("departTime", day),
      this.#time("arriveTime", day),
      this.#time("returnTime", day),
    ];
    const [from, to] = [this.#text("departPlace"), this.#text("arrivePlace") || (departure?.place ?? "")];
    if (depart && arrive && arrive.slice(0, 10) === depart.slice(0, 10) && arrive < depart) {
      const [hour = "", minute = ""] = arrive.slice(11).split(":");
      const evening = `${Number(hour) + 12}:${minute}`;
      const fits = Number(hour) < 12 && `${arrive.slice(0, 11)}${evening}` > depart;
      this.#problem("arriveTime", "arrival_before", fits ? spokenTime(evening) : null);
    }
    if (!this.#values.outbound && (from !== "" || depart))
      this.#values.outbound = [
        { place: from, at: depart ?? "" },
        ...(to !== "" || arrive ? [{ place: to, at: arrive ?? "" }] : []),
      ];
    const returnFrom = this.#text("returnPlace");
    if (!this.#values.return && (back || returnFrom !== ""))
      this.#values.return = [
        { place: returnFrom || to, at: back ?? "" },
        ...(from !== "" ? [{ place: from, at: "" }] : []),
      ];
    for (const direction of ["outbound", "return"] as const) {
      const long = this.#values[direction]?.some(({ place }) => place.length > sheetLimits.place);
      if (long) this.#problem(this.line.values.has(direction) ? direction : "departPlace", "too_long");
    }
  }

  #time(target: "departTime" | "arriveTime" | "returnTime", day: string): string | null {
    return this.#take(target, (text) => (day === "" ? timeAlone(text) : readMoment(text, day)));
  }

  /** « 29/12/2026 08:30 · Lille, gare · accès sans marche » line by line; « 8h30 Lille » too. */
  #listed(target: Direction, text: string, day: string): Stops {
    const stops: Stops = [];
    for (const each of linesOf(text)) {
      const parts = each.split(" · ");
      const stepFree = parts.length > 1 && saysStepFree(parts.at(-1) ?? "");
      const [first = "", ...rest] = stepFree ? parts.slice(0, -1) : parts;
      const [moment = "", place = ""] =
        rest.length > 0
          ? [first, rest.join(" · ")]
          : (/^(\d{1,2}\s*[h:]\s*\d{0,2})\s+(.+)$/.exec(first.trim())?.slice(1) ?? ["", first]);
      const read: Read<string> = moment.trim() === "" ? { value: "" } : readMoment(moment, day);
      if (!("value" in read)) this.#problem(target, "stop_wrong");
      else stops.push({ place: place.trim(), at: read.value, stepFree });
    }
    return stops;
  }

  #words(): void {
    const said = this.#text("mode");
    const title = this.#text("title");
    const mode = readMode(said || title) ?? (this.line.values.has("mode") ? null : modeBySeats(this.#text("seats")));
    if (said !== "" && !mode) this.#problem("mode", "mode_unknown");
    this.#values.mode = mode;
    const place = this.#values.outbound?.[0]?.place ?? "";
    const fallback = [mode ? this.context.words.mode[mode] : "", place].filter(Boolean).join(" ");
    this.#values.title = (title || fallback).slice(0, sheetLimits.title);
    if (title.length > sheetLimits.title) this.#problem("title", "too_long");
    for (const field of ["notes", "bring"] as const)
      if (this.#text(field)) this.#values[field] = this.#text(field).slice(0, sheetLimits.cell);
    for (const field of ["operator", "operatorPhone", "paymentLink"] as const)
      if (this.#text(field)) this.#values[field] = this.#text(field);
    this.#owner();
    const state = this.#text("state");
    if (state !== "" && !readState(state)) this.#problem("state", "choice_unknown");
    // New trips are drafts whatever the file says: nothing goes public by an import.
    this.#values.state = readState(state) === "closed" ? "closed" : "draft";
    for (const field of Object.keys(choiceValues) as ChoiceField[]) {
      const choice = this.#text(field);
      if (choice === "") continue;
      const value = readChoice(field, choice);
      if (value === null) this.#problem(field, "choice_unknown");
      else this.#values[field] = value;
    }
  }

  #owner(): void {
    const said = plain(this.#text("owner"));
    if (said === "") return;
    const { roster } = this.context;
    const exact = roster.filter(({ name }) => plain(name) === said);
    const close = roster.filter(({ name }) => plain(name).startsWith(said) || said.startsWith(plain(name)));
    const [found, ...others] = exact.length > 0 ? exact : close;
    if (found && (exact.length > 0 || others.length === 0)) this.#values.ownerId = found.id;
    else this.#problem("owner", "owner_unknown");
  }

  #numbers(day: string): void {
    const seats = this.#take("seats", (text) => {
      const read = readSeats(text);
      const repair = this.seatsBeside === null ? undefined : `${this.seatsBeside}, complet`;
      return "problem" in read && read.problem === "seats_full"
        ? { problem: read.problem, ...(repair ? { repair } : {}) }
        : read;
    });
    if (seats) {
      this.#values.seats = seats.seats;
      if (seats.full) this.#values.state = "closed";
    }
    const mode = modeOf(this.#values.mode);
    for (const field of ["organiserSeats", "wheelchairSpaces"] as const) {
      const count = this.#take(field, readCount);
      if (count !== null && (mode === null || hasField(mode, field))) this.#values[field] = count;
    }
    const deadline = this.#take("bookingDeadline", (text) => readMoment(text, day || this.context.today));
    if (deadline) this.#values.bookingDeadline = deadline;
    const prices = this.#text("prices");
    if (prices !== "") this.#values.prices = this.#prices(prices);
  }

  /** « Plein tarif : 12,50 » line by line; « 12 € » alone has no name. */
  #prices(text: string): NonNullable<NewRow["prices"]> {
    return linesOf(text).map((line) => {
      const at = line.lastIndexOf(" : ");
      const [label, sum] = at < 0 ? ["", line] : [line.slice(0, at), line.slice(at + 3)];
      const amount = typedAmount(sum);
      if (typeof amount === "string" && amount !== "") this.#problem("prices", "price_wrong");
      return { label: label.trim(), amount };
    });
  }
}

/** With a space at both ends, which cells lose: what is empty there stands before or after a separator all the same. */
function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : ` ${line.trim()} `));
}

/** In a list that says nothing of it, many seats are a coach and few a car; the person sees it before it comes in. */
function modeBySeats(text: string): Mode | null {
  const read = readSeats(text);
  if (!("value" in read)) return null;
  const { seats } = read.value;
  if (seats >= 20) return "coach";
  return seats > 4 ? "minibus" : "car";
}

function timeAlone(text: string): Read<string> {
  const read = readTime(text);
  return "value" in read ? { problem: "day_wrong" } : read;
}
