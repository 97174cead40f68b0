import { regionOf } from "@/domain/coalition/regions";
import { toInstant } from "@/domain/kernel/local-time";
import { dayToDate, monthName } from "@/domain/kernel/spoken-date";
import type { Vault } from "@/server/crypto";
import { sealAccess } from "@/server/signup/access-need";
import { demoAgenda } from "./demo-agenda";
import { type DemoData, demoAccounts, demoId } from "./demo-data";
import { demoPresentation } from "./demo-materials";
import { demoPlan, planDocumentId } from "./demo-plan";
import {
  demoPrices,
  demoSheet,
  departureIdOf,
  priceIdOf,
  rosterIdOf,
  rosterName,
  rowIdOf,
  stopIdOf,
} from "./demo-sheet";
import type { Shift } from "./shift-dates";

export const coalitionIdOf = (id: string) => demoId("coalition", id);
export const sheetIdOf = (id: string) => demoId("sheet", id);
export const agendaIdOf = (id: string) => demoId("agenda", id);
const keyDateIdOf = (id: string) => demoId("key-date", id);

const pendingMs = 2 * 60 * 60 * 1000;
const minuteMs = 60_000;
const instant = (shift: Shift, text: string) => toInstant(shift.wallClock(text));

export function coalitionRows({ coalitions }: DemoData, shift: Shift) {
  return coalitions.map(({ id, territory, declaredAt, ...coalition }, index) => {
    const declared = instant(shift, declaredAt);
    return {
      id: coalitionIdOf(id),
      slug: id,
      name: coalition.name,
      scope: coalition.scope,
      town: territory.city,
      postcode: territory.postcode,
      departement: territory.departement,
      region: regionOf(territory.departement),
      latitude: territory.lat,
      longitude: territory.lng,
      description: shift.text(coalition.description),
      forecast: shift.text(coalition.actionForecast),
      organisations: coalition.memberOrganisations,
      presentation: index === 0 ? demoPresentation : "",
      website: coalition.channels.web,
      publishedAt: declared,
      // In the order of the data: the first is the one whose people can sign in.
      createdAt: new Date(declared.getTime() + index * minuteMs),
    };
  });
}

/** How else they are reached. */
export function channelRows({ coalitions }: DemoData) {
  return coalitions.flatMap(({ id, channels: { web, social, chat, mailingList } }) =>
    [
      { kind: "page", address: web },
      ...social.map((address) => ({ kind: "social", address })),
      { kind: "chat", address: chat },
      { kind: "list", address: mailingList && `mailto:${mailingList}` },
    ].flatMap(({ kind, address }, position) =>
      address === null
        ? []
        : { id: demoId("channel", id, `${position}`), coalitionId: coalitionIdOf(id), kind, address, position },
    ),
  );
}

/** Only what somebody agreed to publish, field by field. */
export function contactRows({ coalitions }: DemoData, shift: Shift) {
  return coalitions.flatMap(({ id, contacts }) =>
    contacts.flatMap(({ role, organisation, email, phone, publish }, index) =>
      publish.role && publish.consentGivenAt
        ? {
            id: demoId("contact", id, `${index}`),
            coalitionId: coalitionIdOf(id),
            role,
            organisation,
            email: publish.email ? email : null,
            phone: publish.phone ? phone : null,
            consentAt: instant(shift, publish.consentGivenAt),
          }
        : [],
    ),
  );
}

export function accountRows() {
  return Object.entries(demoAccounts).map(([role, { email, name }]) => ({
    id: demoId("account", role),
    email,
    name,
    national: role === "national",
  }));
}

/** Those who can sign in stand in the first coalition; whoever is in charge of a trip stands in its roster by name. */
export function membershipRows({ coalitions, trips }: DemoData) {
  const first = coalitions[0]?.id ?? "";
  const people = (["coordinator", "member", "participant"] as const).map((role) => ({
    id: rosterIdOf(first, demoAccounts[role].name),
    coalitionId: coalitionIdOf(first),
    accountId: demoId("account", role),
    name: demoAccounts[role].name,
    role: role as string | null,
  }));
  const inCharge = new Map(
    trips.map(({ coalition, ownerRole }) => {
      const name = rosterName(ownerRole);
      const id = rosterIdOf(coalition, name);
      return [id, { id, coalitionId: coalitionIdOf(coalition), accountId: null, name, role: null }];
    }),
  );
  return [...people, ...inCharge.values()];
}

export function keyDateRows({ campaign }: DemoData, shift: Shift) {
  return campaign.keyDates.map(({ id, title, start, end, scope }) => ({
    id: keyDateIdOf(id),
    title: keyDateTitle(shift.text(title), start, shift.day(start)),
    startsOn: shift.day(start),
    endsOn: shift.day(end),
    scope,
  }));
}

const monthOf = (day: string) => monthName(dayToDate(day), "fr");

/** Under « Les temps forts », without saying so again; a month in the title moves with its date. */
function keyDateTitle(title: string, from: string, to: string): string {
  const bare = title
    .replace(/^Temps fort\u00a0: /u, "")
    .replace(monthOf(from), monthOf(to))
    .replace(/\bde (?=[ao])/u, "d’");
  return bare.charAt(0).toLocaleUpperCase("fr") + bare.slice(1);
}

/** What the coalition of Montreuil organises is where all the others travel to: it belongs to none of them. */
export function departureRows({ events, trips }: DemoData, shift: Shift) {
  return events.map((event) => {
    const [host] = event.organisedBy;
    const shared = host === "montreuil" || trips.some((trip) => trip.event === event.id && trip.coalition !== host);
    return {
      id: departureIdOf(event.id),
      coalitionId: shared || !host ? null : coalitionIdOf(host),
      keyDateId: event.keyDate && keyDateIdOf(event.keyDate),
      title: shift.text(event.title),
      kind: event.kind,
      startsAtLocal: shift.wallClock(event.start),
      endsAtLocal: shift.wallClock(event.end),
      place: event.place.name,
      address: event.place.address,
      description: shift.text(event.description),
    };
  });
}

export function documentRows({ coalitions }: DemoData) {
  return coalitions.flatMap(({ id }) => [
    { id: sheetIdOf(id), coalitionId: coalitionIdOf(id), kind: "sheet" },
    { id: agendaIdOf(id), coalitionId: coalitionIdOf(id), kind: "agenda" },
  ]);
}

export function updateRows(data: DemoData, shift: Shift, today: string) {
  const first = (documentId: string, state: Uint8Array) => ({
    documentId,
    generation: 1,
    seq: 1,
    payload: Buffer.from(state),
  });
  return data.coalitions.flatMap(({ id }) => {
    const trips = data.trips.filter((trip) => trip.coalition === id);
    return [first(sheetIdOf(id), demoSheet(trips, shift)), first(agendaIdOf(id), demoAgenda(data, id, shift, today))];
  });
}

export function planRows(data: DemoData, shift: Shift, now: Date) {
  const { coalition, title, state } = demoPlan(data, shift);
  const [documentId, coalitionId] = [planDocumentId(coalition), coalitionIdOf(coalition)];
  return {
    document: { id: documentId, coalitionId, kind: "plan" },
    update: { documentId, generation: 1, seq: 1, payload: Buffer.from(state) },
    plan: { id: demoId("plan-page", coalition), documentId, coalitionId, title, createdAt: now, updatedAt: now },
  };
}

/**
 * Bookings as sign-ups; those that a driver must approve come with a later version. Pending ones hold their seats for
 * two hours from the load; whoever waits has a confirmed address, and the queue's numbers in the order of the data.
 */
export function signupRows(
  data: DemoData,
  shift: Shift,
  trips: ReadonlyMap<string, { id: string; coalitionId: string }>,
  now: Date,
  vault: Vault,
) {
  const prices = new Set(data.trips.flatMap((trip) => demoPrices(trip).map(({ tier }) => priceIdOf(trip.id, tier))));
  const queues = new Map<string, number>();
  return data.bookings
    .filter((booking) => booking.approval === undefined)
    .map((booking, index) => {
      const trip = trips.get(rowIdOf(booking.trip));
      if (!trip) throw new Error(`the demo's trip ${booking.trip} is not public`);
      // They asked one after the other: some lists are in the order of asking.
      const asked = new Date(instant(shift, booking.consentAt).getTime() + index * minuteMs);
      const number = booking.state === "waiting" ? (queues.get(trip.id) ?? 0) + 1 : null;
      if (number) queues.set(trip.id, number);
      const stop = (id: string | undefined) => (id ? stopIdOf(booking.trip, id) : null);
      const pending = booking.state === "pending";
      const price = priceIdOf(booking.trip, booking.tier ?? "");
      const priceId = prices.has(price) ? price : null;
      const need = booking.accessNeed ?? "";
      const access = need === "fauteuil roulant" ? { wheelchair: true, need: "" } : { wheelchair: false, need };
      return {
        id: demoId("signup", booking.id),
        tripId: trip.id,
        coalitionId: trip.coalitionId,
        holder: `email:${booking.email}`,
        email: booking.email,
        firstName: booking.holder,
        party: booking.partySize,
        outboundFrom: stop(booking.outbound?.from),
        outboundTo: stop(booking.outbound?.to),
        returnFrom: stop(booking.return?.from),
        returnTo: stop(booking.return?.to),
        priceId,
        paidAt: priceId && booking.paid ? asked : null,
        accessEncrypted: sealAccess(vault, access),
        state: booking.state,
        queueNumber: number,
        confirmedAt: pending ? null : asked,
        expiresAt: pending ? new Date(now.getTime() + pendingMs) : null,
        consentAt: asked,
        endedAt: booking.state === "cancelled" ? new Date(asked.getTime() + 60 * minuteMs) : null,
        createdAt: asked,
      };
    });
}

/** The history of those sign-ups, as their organisers read it. */
export function eventRows(signups: ReturnType<typeof signupRows>) {
  return signups.flatMap(({ id, party, confirmedAt, createdAt, endedAt, state }) => {
    const event = (what: string, at: Date, detail = {}) => ({
      signupId: id,
      what,
      at,
      byKind: "holder" as const,
      detail: JSON.stringify(detail),
    });
    return [
      event("asked", createdAt, { party }),
      ...(confirmedAt ? [event("confirmed", confirmedAt)] : []),
      ...(endedAt && state === "cancelled" ? [event("cancelled", endedAt)] : []),
    ];
  });
}
