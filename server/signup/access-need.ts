import { z } from "zod";
import type { Vault } from "@/server/crypto";

/** What somebody needs to travel. */
export type AccessNeed = { wheelchair: boolean; need: string };

const accessNeedSchema = z.object({ wheelchair: z.boolean(), need: z.string() });
export const noNeed: AccessNeed = { wheelchair: false, need: "" };

/** Kept encrypted with a key that is not in the database, the wheelchair too; nothing where nothing is needed. */
export function sealAccess(vault: Vault, access: AccessNeed): string | null {
  return access.wheelchair || access.need ? vault.seal("access", JSON.stringify(access)) : null;
}

export function openAccess(vault: Vault, sealed: string | null): AccessNeed {
  return sealed ? accessNeedSchema.parse(JSON.parse(vault.open("access", sealed))) : noNeed;
}

/** How many of these ask for a place for a wheelchair. */
export function wheelchairsAmong(vault: Vault, sealed: readonly string[]): number {
  return sealed.filter((each) => openAccess(vault, each).wheelchair).length;
}
