import { z } from "zod";

/** Weakest first: a participant sees the workspace and signs up, a member edits documents, a coordinator runs the coalition. */
export const roles = ["participant", "member", "coordinator"] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Whether `role` (null: none) gives at least what `needed` gives. */
export function atLeast(role: Role | null, needed: Role): boolean {
  return role !== null && roles.indexOf(role) >= roles.indexOf(needed);
}
