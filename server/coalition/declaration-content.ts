import { z } from "zod";
import type { ContactRow } from "@/db/declaration";
import { type Draft, type Person, readWhere, shownFields, wantedPlace } from "@/domain/coalition/declaration";
import type { Place } from "@/domain/coalition/place";
import { sha256, type Vault } from "@/server/crypto";
import { places } from "./places";

const draftPurpose = "declaration";
const personPurpose = "declaration-contact";
const draftSchema = z.record(z.string(), z.string());
const personSchema = z.object({
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  organisation: z.string(),
  shows: z.array(z.enum(shownFields)),
});

export function sealDraft(vault: Vault, draft: Draft): string {
  return vault.seal(draftPurpose, JSON.stringify(draft));
}

export function openDraft(vault: Vault, sealed: string | null): Draft {
  return sealed === null ? {} : draftSchema.parse(JSON.parse(vault.open(draftPurpose, sealed)));
}

export function sealPerson(vault: Vault, person: Person): string {
  return vault.seal(personPurpose, JSON.stringify(person));
}

export function openPerson(vault: Vault, { person }: Pick<ContactRow, "person">): Person {
  return personSchema.parse(JSON.parse(vault.open(personPurpose, person)));
}

/** How the address of a contact is known where it is not sealed. */
export function contactHash(vault: Vault, email: string): string {
  return vault.mac("declaration-email", email);
}

/** What leads a contact to their own page. Made from the row's id, so that a later mail can carry the same one. */
export function contactToken(vault: Vault, contactId: string): { token: string; tokenHash: string } {
  const token = Buffer.from(vault.mac("declaration-token", contactId), "hex").toString("base64url");
  return { token, tokenHash: sha256(token) };
}

const placesAtMost = 30;

/** The communes that the draft's words may mean. */
export function placesOf(draft: Draft): Place[] {
  const found = places().alike(wantedPlace(draft));
  return (draft.scope === "region" ? found.slice(0, 1) : found).slice(0, placesAtMost);
}

export function whereOf(draft: Draft) {
  return readWhere(draft, placesOf(draft));
}
