import { consentVersion, type Draft, readPeople, type ShownField } from "@/domain/coalition/declaration";
import { contactHash, contactToken, sealDraft, sealPerson, whereOf } from "@/server/coalition/declaration-content";
import type { Vault } from "@/server/crypto";
import { demoId } from "./demo-data";
import { coalitionIdOf } from "./demo-rows";

const dayMs = 86_400_000;
const waiting: { id: string; days: number; shows: readonly (readonly ShownField[])[]; draft: Draft }[] = [
  {
    id: "roubaix",
    days: 2,
    shows: [["firstName", "email"], []],
    draft: {
      scope: "town",
      commune: "Roubaix 59",
      name: "Roubaix et Tourcoing",
      organisations: "Collectif vélo (démo)\nMaison de quartier (démo)",
      actions: "paris\nmeeting",
      words: "Un car depuis l’Eurotéléport, et un atelier de banderoles chaque mercredi.",
      firstName1: "Référent·e",
      lastName1: "Transports",
      email1: "roubaix@example.org",
      firstName2: "Référent·e",
      lastName2: "Accueil",
      email2: "contact.roubaix@example.org",
    },
  },
  {
    id: "vitre",
    days: 1,
    shows: [["firstName"], ["firstName", "email"]],
    draft: {
      scope: "town",
      commune: "Vitré 35",
      organisations: "AMAP fédérées (démo)",
      actions: "march\nvillage",
      words: "Une marche le long de la Vilaine, et un marché des alternatives.",
      page: "https://vitre.example.org",
      firstName1: "Référent·e",
      lastName1: "Marche",
      email1: "vitre@example.org",
      firstName2: "Référent·e",
      lastName2: "Village",
      email2: "village.vitre@example.org",
    },
  },
];

/** What waits for the national coordination: two declarations, one of which resembles Lille's, and a report. */
export function waitingRows(vault: Vault, now: Date) {
  const declarations = waiting.map(({ id, days, draft }) => {
    const where = whereOf(draft);
    if (!where.ok) throw new Error(`the demo's declaration ${id} has no place`);
    const { name, town, departement, latitude, longitude } = where.value;
    const at = new Date(now.getTime() - days * dayMs);
    const content = sealDraft(vault, { ...draft, agreed: "on" });
    const times = { createdAt: at, sentAt: at, receivedAt: at };
    return {
      id: demoId("declaration", id),
      state: "received",
      content,
      name,
      town,
      departement,
      latitude,
      longitude,
      ...times,
    };
  });
  const people = waiting.flatMap(({ id, days, draft, shows }) => {
    const read = readPeople(draft);
    if (!read.ok) throw new Error(`the demo's declaration ${id} lacks a contact`);
    const at = new Date(now.getTime() - days * dayMs);
    return read.value.map((person, index) => ({ id, at, person, index, agreed: shows[index] ?? [] }));
  });
  const contacts = people.map(({ id, at, person, index }) => {
    const contactId = demoId("declaration-contact", id, `${index}`);
    return {
      id: contactId,
      declarationId: demoId("declaration", id),
      position: index + 1,
      emailHash: contactHash(vault, person.email),
      tokenHash: contactToken(vault, contactId).tokenHash,
      person: sealPerson(vault, person),
      mailedAt: at,
      confirmedAt: at,
    };
  });
  const consents = people.flatMap(({ id, at, person, agreed }) =>
    agreed.map((field) => ({
      emailHash: contactHash(vault, person.email),
      declarationId: demoId("declaration", id),
      field,
      textVersion: consentVersion,
      givenAt: at,
    })),
  );
  const reports = [
    {
      coalitionId: coalitionIdOf("nantes"),
      reason: "Le lien du site ne répond plus depuis une semaine.",
      createdAt: new Date(now.getTime() - dayMs),
    },
  ];
  return { declarations, contacts, consents, reports };
}
