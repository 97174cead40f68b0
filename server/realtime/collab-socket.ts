import { WebSocket } from "ws";
import { collabClose } from "@/domain/kernel/collab";

/** Codes that `ws` chooses by itself for what no honest client sends; a provider would come back for ever. */
const ownCodes = new Map<number | undefined, number>([
  [1002, collabClose.malformed],
  [1003, collabClose.malformed],
  [1007, collabClose.malformed],
  [1009, collabClose.tooMuch],
]);

/** A websocket that closes with our codes, also where `ws` finds the fault. */
export class CollabSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    super.close(ownCodes.get(code) ?? code, reason);
  }
}
