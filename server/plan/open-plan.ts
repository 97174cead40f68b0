import { findAgendaOf, storedEntries } from "@/db/agenda";
import { roster } from "@/db/membership";
import { findPlan } from "@/db/plan";
import { type ImageMeta, imageSizes } from "@/db/plan-image";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Role } from "@/domain/kernel/role";
import { formatRoomName } from "@/domain/kernel/room-name";
import { parisDay } from "@/domain/kernel/spoken-date";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { mayEditPlan } from "@/domain/plan/access";
import { type Body, entriesOf, imagesOf } from "@/domain/plan/body";
import type { ShownEntry } from "@/domain/plan/shown-entry";
import { asTemplate, type Template } from "@/domain/plan/template-names";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";
import { shownEntries, takersOf } from "./shown-entries";

export type OpenPlan = {
  coalition: { id: string; slug: string; name: string; town: string };
  role: Role;
  mayWrite: boolean;
  mayArchive: boolean;
  /** The actor's id in the roster, which presence holds. */
  me: string;
  /** Whose copy of the plan a device keeps. */
  account: string;
  room: string;
  roster: { id: string; name: string }[];
  plan: { id: string; title: string; body: Body; archived: boolean; updatedAt: Date };
  images: ImageMeta[];
  /** The day in Paris, `2026-12-29`. */
  today: string;
  /** The coalition's agenda, and its entries that the plan shows, by their keys in it. */
  agenda: { room: string; entries: Record<string, ShownEntry> };
  /** For its author alone: what their browser writes into it while it is empty. */
  template: { name: Template; day: string | null } | null;
};

/** A plan for who has a role in its coalition; anyone else: `not_found`. */
export async function openPlan(deps: Deps, actor: Actor, slug: string, id: string): Promise<Result<OpenPlan>> {
  const { db } = deps.database;
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  if (!uuidSchema.safeParse(id).success) return refuse("not_found");
  const { coalition, role } = opened.value;
  const plan = await findPlan(db, coalition.id, id);
  if (!plan) return refuse("not_found");
  const agenda = await findAgendaOf(db, coalition.id);
  if (!agenda) return refuse("not_found");
  const people = await roster(db, coalition.id);
  const me = people.find((person) => person.accountId === actor.accountId);
  if (!me) return refuse("not_found");
  const today = parisDay(deps.clock.now());
  const template = plan.createdBy === actor.accountId ? asTemplate(plan.template) : null;
  return ok({
    coalition: { id: coalition.id, slug: coalition.slug, name: coalition.name, town: coalition.town },
    role,
    mayWrite: mayEditPlan(role) && plan.archivedAt === null,
    mayArchive: mayEditPlan(role),
    me: me.id,
    account: actor.accountId,
    room: formatRoomName({ kind: "plan", documentId: plan.documentId, generation: plan.generation }),
    roster: people.map(({ id: personId, name }) => ({ id: personId, name })),
    plan: {
      id: plan.id,
      title: plan.title,
      body: plan.body,
      archived: plan.archivedAt !== null,
      updatedAt: plan.updatedAt,
    },
    today,
    agenda: {
      room: formatRoomName({ kind: "agenda", documentId: agenda.documentId, generation: agenda.generation }),
      entries: await shownEntries(
        db,
        await storedEntries(db, { documentId: agenda.documentId, entryIds: entriesOf(plan.body) }),
        { people, takers: await takersOf(db, coalition.id), accountId: actor.accountId, today },
      ),
    },
    images: await imageSizes(db, coalition.id, imagesOf(plan.body)),
    template: template && { name: template, day: plan.templateDay },
  });
}
