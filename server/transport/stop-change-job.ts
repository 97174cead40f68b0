import { type TellDeps, tellStopChanges } from "./tell-stop-changes";

/** A change must have stood ten minutes: half a minute more does not matter. */
const everyMs = 30_000;

type Log = { error(fields: object, message: string): void };

/** Tells people of booked stops that changed, while the server runs. Stopping waits for what has begun. */
export function startStopChangeJob(deps: TellDeps, log: Log): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = tellStopChanges(deps).catch((error: unknown) => {
      // What is due stays due: the next turn tries again.
      log.error({ err: error }, "people of changed stops were not told");
    });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
