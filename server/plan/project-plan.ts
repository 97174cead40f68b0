import type { Database } from "@/db/client";
import { setProjected } from "@/db/document";
import { notify } from "@/db/notify";
import { planOfDocument, writePlan } from "@/db/plan";
import { transact } from "@/db/transact";
import type { Clock } from "@/domain/kernel/clock";
import { plainText } from "@/domain/plan/body";
import type { PlanDoc } from "@/domain/plan/plan";
import { readPlan } from "@/domain/plan/read-plan";

type ProjectPlanDeps = {
  db: Database["db"];
  clock: Clock;
  /** Looks into the committed state of a document; null for an unknown one. `seq` is how far its log goes. */
  read<T>(documentId: string, look: (doc: PlanDoc) => T): Promise<{ value: T; seq: number } | null>;
  projected?(documentId: string, seq: number): void;
};

/** Writes to SQL what a plan says: its title, the tree that pages show, and its words. */
export async function projectPlan({ db, clock, read, projected }: ProjectPlanDeps, documentId: string): Promise<void> {
  const plan = await planOfDocument(db, documentId);
  const seen = plan && (await read(documentId, readPlan));
  if (!plan || !seen) return;
  const { title, body } = seen.value;
  const said = { title, content: JSON.stringify(body), words: plainText(body), at: clock.now() };
  await transact(db, async (trx) => {
    if (await writePlan(trx, documentId, said)) await notify(trx, { kind: "text", documentId });
    await setProjected(trx, plan, seen.seq);
  });
  projected?.(documentId, seen.seq);
}
