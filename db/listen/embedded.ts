import type { PGlite } from "@electric-sql/pglite";
import type { Listen } from "./listen";

/** The embedded engine calls back in this process; it cannot break, so `onReconnect` is never needed. */
export function embeddedListen(engine: PGlite): Listen {
  return async (channel, onMessage) => engine.listen(channel, onMessage);
}
