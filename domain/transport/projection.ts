import { examine, isBlocking } from "./issues";
import {
  type Extras,
  extraFields,
  hasField,
  type Mode,
  type RowState,
  readExtras,
  type SheetRow,
  sheetLimits,
} from "./schema";
import type { GoodPrice, GoodStop, GoodValues, Issue, IssueContext } from "./trip-facts";

/** A trip as SQL should hold it. Times are wall-clock. */
export type TripValues = {
  departureId: string;
  mode: Mode;
  title: string;
  seats: number;
  organiserSeats: number;
  bookingDeadline: string;
  ownerId: string | null;
  notes: string;
  state: RowState;
  sortOrder: string;
  removed: boolean;
  outbound: GoodStop[];
  return: GoodStop[];
  extras: Extras;
  prices: GoodPrice[];
};

/** How long a booked stop's new time or place must have stood before its people are told. */
export const stopChangeStandsFor = 10 * 60_000;

/** Codes that go away when sign-ups end, without an edit of the sheet. */
const heldByBookings: ReadonlySet<Issue["code"]> = new Set(["departure_booked", "day_booked", "order_booked"]);

export type Projected = { values: TripValues | null; heldByBookings: boolean };

/**
 * What SQL should hold for a row (null: the document has no such row), given what it holds (`last`).
 * `values` is null while the row was never open without an issue; a field with an issue keeps its last good value.
 */
export function projectRow(row: SheetRow | null, context: IssueContext, last: TripValues | null): Projected {
  if (!row || row.removed || context.trip?.cancelled) {
    const removed = context.trip?.cancelled ? Boolean(last?.removed) : true;
    return { values: last && { ...last, removed }, heldByBookings: false };
  }
  if (context.beyondLimit) return { values: last, heldByBookings: false };
  const { issues, good } = examine(row, context);
  if (!last) {
    const publishable = good.state === "open" && !issues.some(isBlocking);
    return { values: publishable ? complete(good, row.order) : null, heldByBookings: false };
  }
  const seats = good.seats ?? last.seats;
  const mode = good.mode ?? last.mode;
  const extras = extrasFor(mode, good.extras, last.extras);
  return {
    values: {
      departureId: good.departureId ?? last.departureId,
      mode,
      title: good.title ?? last.title,
      seats,
      organiserSeats: Math.min(good.organiserSeats ?? last.organiserSeats, seats),
      bookingDeadline: good.bookingDeadline ?? last.bookingDeadline,
      ownerId: good.ownerId === undefined ? last.ownerId : good.ownerId,
      notes: good.notes ?? last.notes,
      state: good.state ?? last.state,
      sortOrder: row.order,
      removed: false,
      outbound: good.outbound ?? last.outbound,
      return: good.return ?? last.return,
      extras,
      prices: pricesFor(mode, extras, good.prices, last.prices),
    },
    heldByBookings: issues.some((issue) => heldByBookings.has(issue.code)),
  };
}

function complete(good: ReturnType<typeof examine>["good"], sortOrder: string): TripValues | null {
  const { departureId, mode, title, seats, bookingDeadline, outbound, return: back, state } = good;
  if (!departureId || !mode || !title || !seats || !bookingDeadline || !outbound || !back || !state) return null;
  const extras = extrasFor(mode, good.extras, null);
  return {
    departureId,
    mode,
    title,
    seats,
    organiserSeats: good.organiserSeats ?? 0,
    bookingDeadline,
    ownerId: good.ownerId ?? null,
    notes: good.notes ?? "",
    state,
    sortOrder,
    removed: false,
    outbound,
    return: back,
    extras,
    prices: pricesFor(mode, extras, good.prices, []),
  };
}

/** Each good value, else the last one; nothing where the mode has no such field. */
function extrasFor(mode: Mode, good: Partial<Extras> = {}, last: Extras | null): Extras {
  const values = extraFields.map((name) => {
    const value = good[name] === undefined ? last?.[name] : good[name];
    return [name, hasField(mode, name) ? (value ?? null) : null];
  });
  return readExtras(Object.fromEntries(values), extraFields);
}

/** None on a trip that is free of charge. */
function pricesFor(
  mode: Mode,
  { payment }: Extras,
  good: GoodValues["prices"],
  last: readonly GoodPrice[],
): GoodPrice[] {
  if (!hasField(mode, "prices") || payment === "free") return [];
  if (!good) return [...last];
  return good.flatMap(({ id, label, amount }) => {
    const before = last.find((price) => price.id === id);
    const known = amount === undefined ? before?.amount : amount;
    return known === undefined ? [] : [{ id, label: label ?? before?.label ?? "", amount: known }];
  });
}

/** The rows that count: those already in SQL first, so that a flood pushes none out, then the others in order. */
export function rowsBeyondLimit(rows: readonly SheetRow[], inSql: ReadonlySet<string>): ReadonlySet<string> {
  const live = rows.filter((row) => !row.removed);
  const ranked = [...live.filter((row) => inSql.has(row.id)), ...live.filter((row) => !inSql.has(row.id))];
  return new Set(ranked.slice(sheetLimits.rows).map((row) => row.id));
}

export type SeatsInForce = { seats: number; seatsRaisedTo: number | null; seatsRaisedAt: Date | null };

/** A lower number counts at once; a higher one waits, and a wait once begun goes on while the number stays. */
export function seatsAfter(now: Date, last: SeatsInForce, wanted: number): SeatsInForce {
  if (wanted <= last.seats) return { seats: wanted, seatsRaisedTo: null, seatsRaisedAt: null };
  if (last.seatsRaisedTo === wanted) return last;
  return { seats: last.seats, seatsRaisedTo: wanted, seatsRaisedAt: now };
}
