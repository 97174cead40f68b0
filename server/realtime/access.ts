import type { Database } from "@/db/client";
import { documentAccess } from "@/db/document";
import type { Actor } from "@/domain/kernel/actor";
import { type CollabClose, collabClose } from "@/domain/kernel/collab";
import { atLeast } from "@/domain/kernel/role";
import { parseRoomName } from "@/domain/kernel/room-name";
import type { Standing } from "./connection";

export type Admission = {
  kind: "enter";
  documentId: string;
  generation: number;
  coalitionId: string;
  standing: Standing;
};
export type Decision = Admission | { kind: "refuse"; code: CollabClose };

const nobodysDocument = "00000000-0000-4000-8000-000000000000";

/**
 * Whether the holder of a session may enter a room, and as what: members and coordinators of its coalition write,
 * participants read; what is put away everybody only reads. Throws when the database does not answer.
 */
export async function decideAccess(
  deps: { db: Database["db"]; actorOf(cookieHeader: string | undefined): Promise<Actor> },
  roomText: string,
  cookieHeader: string | undefined,
): Promise<Decision> {
  const actor = await deps.actorOf(cookieHeader);
  if (actor.kind === "visitor") return refuse(collabClose.signIn);
  const room = parseRoomName(roomText);
  // Looked for even when the name is none, so that all answers of 4404 take the same time.
  const found = await documentAccess(deps.db, room?.documentId ?? nobodysDocument, actor.accountId);
  if (!room || !found || found.kind !== room.kind || room.generation > found.generation) {
    return refuse(collabClose.notFound);
  }
  if (room.generation < found.generation) return refuse(collabClose.oldGeneration);
  return {
    kind: "enter",
    documentId: found.id,
    generation: found.generation,
    coalitionId: found.coalitionId,
    standing: {
      accountId: actor.accountId,
      ids: new Set([actor.accountId, found.memberId]),
      mayWrite: atLeast(found.role, "member") && !found.isPutAway,
    },
  };
}

function refuse(code: CollabClose): Decision {
  return { kind: "refuse", code };
}
