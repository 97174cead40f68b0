/** Does `work` at once, and again so many milliseconds after each time, while the server runs. Stopping waits for what has begun. */
export function repeat(
  work: () => Promise<void>,
  everyMs: number,
  failed: (error: unknown) => void,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let running = Promise.resolve();

  async function turn(): Promise<void> {
    // What is due stays due: the next turn tries again.
    await work().catch(failed);
    if (!stopping) timer = setTimeout(begin, everyMs);
  }
  function begin(): void {
    running = turn();
  }

  begin();
  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
}
