"use client";

import { ClosedNote, LeftNote } from "@/components/collab/closed-note";
import { type Describe, useLeftWords } from "@/components/collab/left-words";
import type { SyncState } from "@/components/collab/sync-provider";
import type { Room } from "@/components/collab/use-room";
import { unsentLines } from "@/domain/plan/unsent";
import type { PlanProps } from "./plan-props";

const describe: Describe = (acknowledged, present) => unsentLines(acknowledged, present);

/** Why nothing can be written any more, and what became of what was written in the plan and could not be sent. */
export function PlanNotes({ plan, room, sync }: { plan: PlanProps; room: Room | null; sync: SyncState }) {
  const left = useLeftWords({ account: plan.account, room: plan.room }, room, sync, describe);
  return (
    <>
      <ClosedNote of="plan" state={sync} sync={room?.sync ?? null} signInHref={plan.signInHref} describe={describe} />
      <LeftNote of="plan" words={left.words} onDiscard={() => void left.discard()} />
    </>
  );
}
