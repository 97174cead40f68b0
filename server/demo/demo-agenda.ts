import * as Y from "yjs";
import { addEntry, type NewEntry } from "@/domain/calendar/agenda";
import { dayNumber, moved, weekdayOf } from "@/domain/calendar/recurrence";
import type { EntryKind } from "@/domain/calendar/schema";
import { type DemoData, demoAccounts, demoId } from "./demo-data";
import { rosterIdOf } from "./demo-sheet";
import type { Shift } from "./shift-dates";

const kinds: Record<string, EntryKind> = {
  meeting: "meeting",
  public_meeting: "meeting",
  screening: "meeting",
  workshop: "training",
};

/** A coalition's agenda as its members would have typed it: its events, its tasks, and in the first one some more. */
export function demoAgenda(data: DemoData, coalition: string, shift: Shift, today: string): Uint8Array {
  const doc = new Y.Doc();
  const add = (id: string, entry: NewEntry) => {
    const added = addEntry(doc, { ...entry, id: demoId("entry", coalition, id) });
    if (!added.ok) throw new Error(`the demo's ${id} does not fit: ${added.refusal.code}`);
  };
  for (const event of data.events.filter((one) => one.organisedBy.includes(coalition)))
    add(event.id, {
      kind: kinds[event.kind] ?? "action",
      title: shift.text(event.title),
      start: shift.wallClock(event.start),
      end: shift.wallClock(event.end),
      place: event.place.name,
      address: event.place.address,
      notes: shift.text(event.description),
      visibility: "public",
    });
  for (const action of data.actions.filter((one) => one.coalition === coalition))
    add(action.id, {
      kind: "task",
      title: shift.text(action.title),
      due: shift.day(action.due),
      state: action.state,
    });
  if (coalition === data.coalitions[0]?.id) for (const [id, entry] of firstAgenda(coalition, today)) add(id, entry);
  return Y.encodeStateAsUpdate(doc);
}

/** The days around today in the coalition whose people can sign in. */
function firstAgenda(coalition: string, today: string): [string, NewEntry][] {
  const roster = (name: string) => rosterIdOf(coalition, name);
  const saturday = moved(today, (6 - weekdayOf(dayNumber(today)) + 7) % 7 || 7);
  const wednesday = moved(today, (3 - weekdayOf(dayNumber(today)) + 7) % 7 || 7);
  const at = (day: string, time: string) => `${day}T${time}`;
  const house = { place: "Maison des associations (démo)", address: "Lille" };
  const leaflets = demoId("entry", coalition, "wazemmes");
  return [
    [
      "wazemmes",
      {
        kind: "leafleting",
        title: "Tractage au marché de Wazemmes",
        start: at(saturday, "10:00"),
        end: at(saturday, "12:30"),
        place: "Place de la Nouvelle-Aventure",
        address: "Lille",
        lead: roster(demoAccounts.member.name),
        helpers: 6,
        bring: "Des chaussures pour la pluie. Les tracts sont sur place.",
        notes: "On se retrouve devant l’entrée des halles.",
        visibility: "public",
      },
    ],
    [
      "permanence",
      {
        kind: "meeting",
        title: "Permanence",
        start: at(wednesday, "18:00"),
        end: at(wednesday, "20:00"),
        ...house,
        visibility: "public",
        recurrence: { freq: "weekly", interval: 1, days: [], on: "day", until: null },
      },
    ],
    [
      "open-meeting",
      {
        kind: "meeting",
        title: "Réunion ouverte de la coalition",
        start: at(moved(saturday, 7), "14:00"),
        end: at(moved(saturday, 7), "16:30"),
        ...house,
        notes: "Ouverte à toutes et à tous : venez comme vous êtes.",
        visibility: "public",
        recurrence: { freq: "monthly", interval: 1, days: [], on: "weekday", until: null },
      },
    ],
    [
      "weekend",
      {
        kind: "meeting",
        title: "Week-end de préparation",
        start: at(moved(saturday, 14), "09:30"),
        end: at(moved(saturday, 15), "16:00"),
        ...house,
        notes: "Deux jours pour préparer ensemble les départs. Ouvert à toutes et à tous.",
        visibility: "public",
      },
    ],
    [
      "first-aid",
      {
        kind: "training",
        title: "Premiers secours",
        start: at(moved(saturday, 6), "18:00"),
        end: at(moved(saturday, 6), "20:30"),
        ...house,
        helpers: 12,
      },
    ],
    [
      "call",
      {
        kind: "call",
        title: "Conférence des coalitions locales",
        start: at(moved(wednesday, 7), "20:30"),
        end: at(moved(wednesday, 7), "22:00"),
        place: "Lien et téléphone dans les notes",
        notes: "https://visio.example.org/coalitions-locales, ou par téléphone : 01 99 00 00 01",
        recurrence: { freq: "weekly", interval: 2, days: [], on: "day", until: null },
      },
    ],
    [
      "teams",
      {
        kind: "task",
        title: "Envoyer la convocation aux responsables de car",
        due: moved(today, -2),
        owner: roster(demoAccounts.coordinator.name),
        state: "doing",
      },
    ],
    [
      "print",
      {
        kind: "task",
        title: "Imprimer 500 tracts pour Lens et Arras",
        due: moved(today, 2),
        owner: roster(demoAccounts.member.name),
        partOf: leaflets,
      },
    ],
    ["bagnolet", { kind: "task", title: "Confirmer la dépose à la Porte de Bagnolet", due: moved(today, 4) }],
    ["banner", { kind: "task", title: "Peindre la grande banderole" }],
  ];
}
