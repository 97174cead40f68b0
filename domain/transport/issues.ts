import { isWallClock } from "@/domain/kernel/wall-clock";
import { examineExtras } from "./extra-issues";
import { likelyNumber } from "./likely-number";
import { type Direction, isCount, modeOf, rowStateOf, type SheetRow, sheetLimits } from "./schema";
import { examineStops } from "./stop-issues";
import type { GoodValues, Issue, IssueContext, Report } from "./trip-facts";

/** What warns without holding the value back. */
const advisory: ReadonlySet<Issue["code"]> = new Set([
  "seats_below_taken",
  "seats_raise_waits",
  "stop_removed_booked",
  "row_removed_booked",
  "draft_acts_closed",
]);

/** Whether the field keeps its last good value because of it. */
export function isBlocking(issue: Issue): boolean {
  return !advisory.has(issue.code);
}

/**
 * Everything wrong in a row, for the browser to show and the projector to heed. What is merely empty is no issue while
 * the row is a draft that was never public.
 */
export function issues(row: SheetRow, context: IssueContext): Issue[] {
  return examine(row, context).issues;
}

/** What keeps « Ouvrir aux réservations » from opening: empty fields and wrong ones. */
export function missingToOpen(row: SheetRow, context: IssueContext): Issue[] {
  return examine({ ...row, state: "open" }, context).issues.filter(isBlocking);
}

/** The issues, and the values that have none. */
export function examine(row: SheetRow, context: IssueContext): Report {
  const { trip } = context;
  const found: Issue[] = [];
  const good: GoodValues = {};
  if (trip?.cancelled) return { issues: found, good };
  if (row.removed) {
    if (trip && trip.live > 0) found.push({ field: "row", code: "row_removed_booked", data: { count: trip.live } });
    return { issues: found, good };
  }
  if (context.beyondLimit) found.push({ field: "row", code: "too_many_rows", data: { most: sheetLimits.rows } });
  const strict = trip !== null || row.state !== "draft";
  const missing = (field: Issue["field"]) => {
    if (strict) found.push({ field, code: "missing" });
  };
  examineWords(row, context, found, good, missing);
  examineSeats(row, context, found, good, missing);
  const stops = examineStops(row, trip, strict);
  found.push(...stops.issues);
  Object.assign(good, stops.good);
  examineDeadline(row, context, found, good, missing);
  const extras = examineExtras(row, strict);
  found.push(...extras.issues);
  Object.assign(good, extras.good);
  return { issues: found, good };
}

type Missing = (field: Issue["field"]) => void;

function examineWords(
  row: SheetRow,
  { departures, owners, trip }: IssueContext,
  found: Issue[],
  good: GoodValues,
  missing: Missing,
): void {
  if (row.departureId === null) missing("departureId");
  else if (typeof row.departureId !== "string" || !departures.has(row.departureId))
    found.push({ field: "departureId", code: "departure_unknown" });
  else if (trip && trip.live > 0 && row.departureId !== trip.departureId)
    found.push({ field: "departureId", code: "departure_booked" });
  else good.departureId = row.departureId;

  const mode = modeOf(row.mode);
  if (mode !== null) good.mode = mode;
  else if (row.mode === null) missing("mode");
  else found.push({ field: "mode", code: "mode_unknown", data: { typed: shown(row.mode) } });

  const title = row.title.trim();
  if (title === "") missing("title");
  else if (title.length > sheetLimits.title)
    found.push({ field: "title", code: "too_long", data: { most: sheetLimits.title } });
  else good.title = title;

  if (row.notes.length > sheetLimits.cell)
    found.push({ field: "notes", code: "too_long", data: { most: sheetLimits.cell } });
  else good.notes = row.notes;

  if (row.ownerId === null) good.ownerId = null;
  else if (typeof row.ownerId === "string" && owners.has(row.ownerId)) good.ownerId = row.ownerId;
  else found.push({ field: "ownerId", code: "owner_unknown" });

  const state = rowStateOf(row.state);
  if (state !== null) good.state = state;
  else found.push({ field: "state", code: "state_unknown" });
  if (trip && trip.live > 0 && good.state === "draft")
    found.push({ field: "state", code: "draft_acts_closed", data: { count: trip.live } });
}

function examineSeats(row: SheetRow, { trip }: IssueContext, found: Issue[], good: GoodValues, missing: Missing): void {
  if (isCount(row.seats, 1, sheetLimits.seats)) good.seats = row.seats;
  else if (row.seats === null) missing("seats");
  else found.push({ field: "seats", ...wrongNumber(row.seats, 1) });

  const organisers = row.organiserSeats ?? 0;
  const available = good.seats ?? trip?.seats ?? sheetLimits.seats;
  if (!isCount(organisers, 0, sheetLimits.seats))
    found.push({ field: "organiserSeats", ...wrongNumber(row.organiserSeats, 0) });
  else if (organisers > available)
    found.push({ field: "organiserSeats", code: "organiser_seats_above_seats", data: { seats: available } });
  else good.organiserSeats = organisers;

  if (!trip) return;
  const over = trip.taken - ((good.seats ?? trip.seats) - (good.organiserSeats ?? trip.organiserSeats));
  if (over > 0) found.push({ field: "seats", code: "seats_below_taken", data: { over } });
  else if (good.seats !== undefined && good.seats > trip.seats) {
    found.push({ field: "seats", code: "seats_raise_waits", data: { counted: trip.seats, typed: good.seats } });
  }
}

function examineDeadline(
  row: SheetRow,
  { trip }: IssueContext,
  found: Issue[],
  good: GoodValues,
  missing: Missing,
): void {
  if (row.bookingDeadline === null) {
    missing("bookingDeadline");
    return;
  }
  if (!isWallClock(row.bookingDeadline)) {
    found.push({ field: "bookingDeadline", code: "time_wrong", data: { typed: shown(row.bookingDeadline) } });
    return;
  }
  const departs = (["outbound", "return"] satisfies Direction[])
    .flatMap(
      (direction) =>
        good[direction] ?? trip?.stops.filter((stop) => stop.direction === direction && !stop.removed) ?? [],
    )
    .map((stop) => stop.at)
    .sort()[0];
  if (departs !== undefined && row.bookingDeadline > departs) {
    found.push({ field: "bookingDeadline", code: "deadline_after_start", data: { start: departs } });
  } else good.bookingDeadline = row.bookingDeadline;
}

function wrongNumber(value: unknown, least: number): Pick<Issue, "code" | "data"> {
  const most = sheetLimits.seats;
  if (typeof value === "number") {
    return Number.isInteger(value)
      ? { code: "number_out_of_range", data: { least, most } }
      : { code: "not_a_number", data: { typed: shown(value) } };
  }
  const repair = likelyNumber(String(value));
  const fits = repair !== null && repair >= least && repair <= most;
  return { code: "not_a_number", data: { typed: shown(value), ...(fits ? { repair } : {}) } };
}

function shown(value: unknown): string {
  return String(value).slice(0, 40);
}
