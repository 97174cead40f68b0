import { findAgendaOf, type StoredEntry, storedEntries } from "@/db/agenda";
import { leaving, neighboursOf } from "@/db/agenda-page";
import { sourcesOf } from "@/db/calendar-source";
import { type KeyDateRow, keyDatesBetween } from "@/db/coalition";
import { roster } from "@/db/membership";
import type { EntryValues } from "@/domain/calendar/entry-issues";
import { itemsOf, monthAfter } from "@/domain/calendar/items";
import { occurrences } from "@/domain/calendar/recurrence";
import type { Actor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast, type Role } from "@/domain/kernel/role";
import { formatRoomName } from "@/domain/kernel/room-name";
import { parisDay } from "@/domain/kernel/spoken-date";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";
import { dated } from "./read-agenda";

/** What stands in the agenda without being written in it. */
export type Overlay = {
  kind: "departure" | "neighbour" | "source";
  key: string;
  title: string;
  start: string;
  end: string | null;
  place: string;
  /** Below the site's root. */
  path: string;
  /** Of departures: how many vehicles. Of neighbours: their town. */
  trips: number;
  town: string;
};

export type StoredFacts = {
  /** Its id for addresses. */
  id: string;
  cancelReason: string | null;
  live: number;
  taken: number;
};

export type OpenAgenda = {
  coalition: { id: string; slug: string; name: string; town: string };
  role: Role;
  mayWrite: boolean;
  mayCancel: boolean;
  me: string;
  account: string;
  room: string;
  today: string;
  roster: { id: string; name: string }[];
  /** Last good values by the entry's key in the document, to be read before the document is there. */
  entries: { key: string; values: EntryValues; facts: StoredFacts }[];
  keyDates: KeyDateRow[];
  overlays: Overlay[];
};

/** Months that the page brings what stands beside the agenda for: those before the present one, and those after. */
const monthsBack = 3;
const monthsAhead = 15;
/** Times of one event, and of one calendar, of elsewhere. */
const mostOfEvent = 60;
const mostOfSource = 400;

/** The room of a coalition's agenda, where its pages hear of what they are about; null without an agenda, or a role. */
export async function agendaRoom({ database: { db } }: Deps, actor: Actor, slug: string): Promise<string | null> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  const agenda = opened.ok ? await findAgendaOf(db, opened.value.coalition.id) : undefined;
  return agenda ? roomOf(agenda) : null;
}

/** The coalition's agenda and what stands beside it, for who has a role there; anyone else: `not_found`. */
export async function openAgenda(deps: Deps, actor: Actor, slug: string): Promise<Result<OpenAgenda>> {
  const { db } = deps.database;
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { coalition, role } = opened.value;
  const agenda = await findAgendaOf(db, coalition.id);
  if (!agenda) return refuse("not_found");
  const today = parisDay(deps.clock.now());
  const from = `${monthAfter(today.slice(0, 7), -monthsBack)}-01`;
  const to = `${monthAfter(today.slice(0, 7), monthsAhead)}-01`;
  const neighbours = new Map((await neighboursOf(db, coalition)).map((one) => [one.id, one]));
  const [people, entries, keyDates, trips, others, sources] = await Promise.all([
    roster(db, coalition.id),
    storedEntries(db, { documentId: agenda.documentId }),
    keyDatesBetween(db, from, to),
    leaving(db, coalition.id, toInstant(`${from}T00:00`), toInstant(`${to}T00:00`)),
    storedEntries(db, { coalitionIds: [...neighbours.keys()], publicOnly: true, days: { from, to } }),
    sourcesOf(db, coalition.id),
  ]);
  const me = people.find((person) => person.accountId === actor.accountId);
  if (!me) return refuse("not_found");
  return ok({
    coalition: { id: coalition.id, slug: coalition.slug, name: coalition.name, town: coalition.town },
    role,
    mayWrite: atLeast(role, "member"),
    mayCancel: atLeast(role, "coordinator"),
    me: me.id,
    account: actor.accountId,
    room: roomOf(agenda),
    today,
    roster: people.map(({ id, name }) => ({ id, name })),
    entries: entries.map((entry) => ({ key: entry.entryId, values: entry.values, facts: factsOf(entry) })),
    keyDates,
    overlays: [
      ...trips.map(({ departureId, title, start, trips: count, tripId }) => ({
        kind: "departure" as const,
        key: `${departureId} ${start}`,
        title,
        start,
        end: null,
        place: "",
        path: count === 1 ? `/${slug}/trajet/${tripId}` : `/espace/${slug}/trajets`,
        trips: count,
        town: "",
      })),
      ...others.flatMap((entry) => {
        const neighbour = neighbours.get(entry.coalitionId);
        if (!neighbour) return [];
        return itemsOf([dated(entry)], from, to)
          .filter((item) => !item.cancelled)
          .map((item) => ({
            kind: "neighbour" as const,
            key: `${entry.id} ${item.at}`,
            title: item.title,
            start: item.start,
            end: item.end,
            place: item.place,
            path: `/${neighbour.slug}/agenda/${entry.id}`,
            trips: 0,
            town: neighbour.town,
          }));
      }),
      ...sources.flatMap(({ id, title: name, items }) =>
        items
          .filter(({ cancelled, title }) => !cancelled && title !== "")
          .flatMap((event) =>
            occurrences(event, from, to, mostOfEvent).map((one) => ({
              kind: "source" as const,
              key: `${id} ${event.uid} ${one.at}`,
              title: event.title,
              start: one.start,
              end: one.end,
              place: one.place ?? event.place,
              path: "",
              trips: 0,
              town: name,
            })),
          )
          .slice(0, mostOfSource),
      ),
    ],
  });
}

function factsOf({ id, cancelReason, facts }: StoredEntry): StoredFacts {
  return { id, cancelReason, live: facts.live, taken: facts.taken };
}

function roomOf({ documentId, generation }: { documentId: string; generation: number }): string {
  return formatRoomName({ kind: "agenda", documentId, generation });
}
