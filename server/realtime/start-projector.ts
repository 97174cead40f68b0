import type { Logger } from "pino";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import type { Vault } from "@/server/crypto";
import { tellStopChanges } from "@/server/transport/tell-stop-changes";
import { Projector, type ProjectorDeps } from "./projector";

/** A change must have stood ten minutes: half a minute more does not matter. */
const tellEveryMs = 30_000;

export type RunningProjector = { onCommitted(documentId: string): void; stop(): Promise<void> };

/**
 * Projects what was left behind, then whatever is committed, and tells people of stops that changed. `onCommitted` is
 * for the rooms; `read` may be used once this has resolved or rooms are there, whichever is first.
 */
export async function startProjector(
  deps: Omit<ProjectorDeps, "db"> & { database: Database; vault: Vault; log: Pick<Logger, "warn" | "error"> },
): Promise<RunningProjector> {
  const { database, log } = deps;
  const projector = new Projector({ ...deps, db: database.db });
  const failed = (error: unknown) => log.error({ err: error }, "the projector failed, and will try again");
  const stopListening = await database.listen(
    factChannel,
    (payload) => {
      const fact = parseFact(payload);
      if (fact?.kind === "trip") projector.onTrip(fact.tripId).catch(failed);
    },
    () => {
      projector.catchUp().catch(failed);
    },
  );
  await projector.catchUp();

  let telling: Promise<unknown> = Promise.resolve();
  const tell = () => {
    telling = tellStopChanges({ db: database.db, clock: deps.clock, vault: deps.vault }).catch(failed);
  };
  const timer = setInterval(tell, tellEveryMs);
  return {
    onCommitted: (documentId) => projector.onCommitted(documentId),
    async stop() {
      clearInterval(timer);
      await stopListening();
      await telling;
      await projector.stop();
    },
  };
}
