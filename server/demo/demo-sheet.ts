import * as Y from "yjs";
import { directions } from "@/domain/transport/schema";
import { addRow } from "@/domain/transport/sheet";
import { type DemoTrip, demoId } from "./demo-data";
import type { Shift } from "./shift-dates";

export const rowIdOf = (tripId: string) => demoId("row", tripId);
export const stopIdOf = (tripId: string, stopId: string) => demoId("stop", tripId, stopId);
export const priceIdOf = (tripId: string, tier: string) => demoId("price", tripId, tier);
export const departureIdOf = (eventId: string) => demoId("departure", eventId);
/** "Référent·e transports (Lille)" stands in the roster of Lille as "Référent·e transports". */
export const rosterName = (ownerRole: string) => ownerRole.replace(/\s*\(.*\)$/u, "");
export const rosterIdOf = (coalition: string, name: string) => demoId("roster", coalition, name);

/** The data's titles say their date in brackets; a ticket's stub says it already, and large. What else they say stays. */
const withoutDate = (title: string) =>
  title.replace(/ \(\{\{[^}]*\}\}(?:, ([^)]*))?\)/u, (_, rest?: string) => (rest ? ` (${rest})` : ""));

/** A coach's tiers, what a car's driver asks, or « prix libre »; none where all buy tickets of their own. */
export function demoPrices({ price }: DemoTrip): Array<{ tier: string; label: string; amount: number | null }> {
  if (price.askedPerSeatEUR !== undefined) return [{ tier: "plein", label: "", amount: price.askedPerSeatEUR * 100 }];
  if (price.mode?.startsWith("prix libre")) return [{ tier: "plein", label: "Prix libre", amount: null }];
  return price.tiers.map(({ id, label, amountCents }) => ({ tier: id, label, amount: amountCents }));
}

/** A coalition's sheet as its members would have typed it. */
export function demoSheet(trips: readonly DemoTrip[], shift: Shift): Uint8Array {
  const doc = new Y.Doc();
  for (const trip of trips) {
    const [outbound, back] = directions.map((direction) =>
      trip[direction].map((stop) => ({
        id: stopIdOf(trip.id, stop.id),
        place: stop.name,
        at: shift.wallClock(stop.time),
        stepFree: stop.stepFree,
      })),
    );
    const added = addRow(doc, {
      id: rowIdOf(trip.id),
      departureId: departureIdOf(trip.event),
      mode: trip.mode,
      title: shift.text(withoutDate(trip.title)),
      seats: trip.capacity.seats,
      organiserSeats: trip.capacity.reservedOrganisers,
      bookingDeadline: shift.wallClock(trip.bookingDeadline),
      ownerId: rosterIdOf(trip.coalition, rosterName(trip.ownerRole)),
      notes: trip.rules.map((rule) => shift.text(rule)).join("\n"),
      state: trip.state,
      payment: trip.price.mode === "gratuit" ? "free" : demoPrices(trip).length > 0 ? "onboard" : null,
      wheelchairSpaces: trip.capacity.wheelchairSpaces,
      operator: trip.operator?.name ?? null,
      animals: trip.carpool ? (trip.carpool.animals ? "yes" : "no") : null,
      luggage: trip.carpool ? "small" : null,
      prices: demoPrices(trip).map(({ tier, label, amount }) => ({ id: priceIdOf(trip.id, tier), label, amount })),
      outbound: outbound ?? [],
      return: back ?? [],
    });
    if (!added.ok) throw new Error(`the demo's ${trip.id} does not fit: ${added.refusal.code}`);
  }
  return Y.encodeStateAsUpdate(doc);
}
