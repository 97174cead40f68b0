import type { Socket } from "socket.io-client";
import { onWake } from "./wake";

const shortSleepMs = 5_000;

/**
 * Live counts after a sleep: the server says who is alive every 30 s, which is too long to wait on a phone just unlocked.
 * A new connection is cheap, so it is not asked whether the old one still is one. What is watched is said at each connect.
 */
export function reconnectOnWake(socket: Socket): () => void {
  return onWake((sleptMs) => {
    if (!socket.connected || sleptMs >= shortSleepMs) socket.disconnect().connect();
  });
}
