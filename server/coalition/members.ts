import { z } from "zod";
import { countFollowers } from "@/db/follower";
import { ownName, roster, rosterPhones, setDiscreet } from "@/db/membership";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast, type Role, roles } from "@/domain/kernel/role";
import { fold } from "@/domain/kernel/search-words";
import type { Deps } from "@/server/deps";
import { openWorkspace } from "./workspace";

/** `id` is the roster id; `order` is theirs whatever is searched; `role` is null for who is only written down by name. */
export type ShownMember = {
  id: string;
  name: string;
  role: Role | null;
  phone: string | null;
  isMe: boolean;
  order: number;
};
export type Members = {
  coalition: { id: string; name: string };
  mayChange: boolean;
  coordinators: number;
  /** How many follow by mail, for those who coordinate; nobody else is told. */
  followers: number;
  /** Everybody, and those whom the search found. */
  all: number;
  found: number;
  page: number;
  pages: number;
  people: ShownMember[];
  /** How who asks is seen by the others. */
  own: { name: string; discreet: boolean };
};

const pageSize = 50;

/**
 * Who stands in a coalition, those who run it first, for who has a role there; anyone else: `not_found`. Phone numbers
 * are for those who prepare. Whole names are for those who coordinate, others see what each person lets them see.
 */
export async function readMembers(
  { database: { db }, vault }: Deps,
  actor: Actor,
  slug: string,
  asked: { text: string; page: number },
): Promise<Result<Members>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { coalition, role } = opened.value;
  const [rows, phones, followers] = await Promise.all([
    roster(db, coalition.id, role === "coordinator" ? "whole" : "shown"),
    atLeast(role, "member") ? rosterPhones(db, coalition.id) : new Map<string, string>(),
    role === "coordinator" ? countFollowers(db, coalition.id) : 0,
  ]);
  const own = await ownName(db, coalition.id, actor.accountId);
  if (!own) return refuse("not_found");
  const strength = (of: Role | null) => (of === null ? -1 : roles.indexOf(of));
  const all = rows
    .map((row, order) => ({ ...row, order }))
    .sort((one, other) => strength(other.role) - strength(one.role) || one.order - other.order);
  const words = fold(asked.text);
  const found = all.filter(({ name }) => fold(name).includes(words));
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(Math.max(1, asked.page), pages);
  return ok({
    coalition: { id: coalition.id, name: coalition.name },
    mayChange: role === "coordinator",
    coordinators: all.filter((person) => person.role === "coordinator").length,
    followers,
    all: all.length,
    found: found.length,
    page,
    pages,
    own,
    people: found.slice((page - 1) * pageSize, page * pageSize).map(({ id, name, role: theirs, accountId, order }) => {
      const sealed = phones.get(id);
      const phone = sealed === undefined ? null : vault.open("account-phone", sealed);
      return { id, name, role: theirs, phone, isMe: accountId === actor.accountId, order };
    }),
  });
}

/** Somebody says whether the others of a coalition see their name, or its first letter. */
export async function showMyself(
  { database: { db } }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<null>> {
  const opened = await openWorkspace(db, actor, typeof raw.coalition === "string" ? raw.coalition : "", "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const shown = z.enum(["name", "initial"]).safeParse(raw.shown);
  if (!shown.success) return refuse("not_found");
  await setDiscreet(db, opened.value.coalition.id, actor.accountId, shown.data === "initial");
  return ok(null);
}
