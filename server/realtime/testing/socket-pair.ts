import type { Socket } from "../connection";

/** Two ends in memory. Frames lie in the queues until a test delivers them, so that it decides what arrives when. */
export class SocketPair implements Socket {
  readonly toServer: Uint8Array[] = [];
  readonly toClient: Uint8Array[] = [];
  bufferedAmount = 0;
  pings = 0;
  isPaused = false;
  /** Null while open; 1006 when it was cut. */
  closedWith: number | null = null;
  onClose: () => void = () => undefined;

  send(frame: Uint8Array): void {
    if (this.closedWith === null) this.toClient.push(frame);
  }
  close(code: number): void {
    if (this.closedWith !== null) return;
    this.closedWith = code;
    this.onClose();
  }
  terminate(): void {
    this.close(1006);
  }
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
  ping(): void {
    this.pings++;
  }
}
