import { atLeast, type Role } from "@/domain/kernel/role";

/** Members and coordinators write in the sheet; national coordinators only where they are members too. */
export function mayEditSheet(role: Role | null): boolean {
  return atLeast(role, "member");
}

/** Whoever stands in the coalition sees its sheet: participants too. */
export function maySeeSheet(role: Role | null): boolean {
  return atLeast(role, "participant");
}

/** Gives a trip to somebody, cancels any trip of the coalition. */
export function mayRunEveryTrip(role: Role | null): boolean {
  return atLeast(role, "coordinator");
}
