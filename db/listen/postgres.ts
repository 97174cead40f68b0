import pg from "pg";
import type { Listen } from "./listen";

const firstRetryMs = 200;
const lastRetryMs = 5000;

/** A client of its own, so that no query waits for it; comes back by itself when the connection breaks. */
export function postgresListen(databaseUrl: string): Listen {
  return async (channel, onMessage, onReconnect) => {
    let stopped = false;
    let client: pg.Client | undefined;
    let retry: NodeJS.Timeout | undefined;

    const connect = async (): Promise<void> => {
      const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
      let broken = false;
      const onBreak = () => {
        if (broken) return;
        broken = true;
        void next.end().catch(() => undefined);
        if (!stopped && client === next) schedule(firstRetryMs);
      };
      next.on("error", onBreak);
      next.on("end", onBreak);
      next.on("notification", (notice) => onMessage(notice.payload ?? ""));
      await next.connect();
      client = next;
      await next.query(`listen ${next.escapeIdentifier(channel)}`);
    };

    const schedule = (delay: number): void => {
      retry = setTimeout(() => {
        connect().then(
          () => onReconnect?.(),
          () => schedule(Math.min(delay * 2, lastRetryMs)),
        );
      }, delay);
    };

    await connect();
    return async () => {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    };
  };
}
