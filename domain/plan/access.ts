import { atLeast, type Role } from "@/domain/kernel/role";

/** Members and coordinators write plans; participants read them. */
export function mayEditPlan(role: Role | null): boolean {
  return atLeast(role, "member");
}
