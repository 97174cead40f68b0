/** A change must have stood ten minutes: half a minute more does not matter. */
const everyMs = 30_000;

type Log = { error(fields: object, message: string): void };

/** Tells people of what changed under them, while the server runs. Stopping waits for what has begun. */
export function startChangeJob(tell: () => Promise<unknown>, log: Log): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = tell().catch((error: unknown) => {
      // What is due stays due: the next turn tries again.
      log.error({ err: error }, "people were not told of a change");
    });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
