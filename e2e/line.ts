import type { Page, WebSocketRoute } from "@playwright/test";

/** A network to the rooms that can stop carrying frames, or be gone. */
export class Line {
  #state: "fine" | "mute" | "away" = "fine";
  readonly #pages = new Set<WebSocketRoute>();

  async under(page: Page): Promise<void> {
    await page.routeWebSocket(/\/collab\//, (socket) => {
      if (this.#state === "away") {
        void socket.close();
        return;
      }
      this.#pages.add(socket);
      const server = socket.connectToServer();
      const born = this.#state;
      // A connection that fell silent stays silent: what comes later needs another one.
      let silent = born === "mute";
      const passes = () => {
        silent ||= this.#state === "mute";
        return !silent;
      };
      socket.onMessage((message) => passes() && server.send(message));
      server.onMessage((message) => passes() && socket.send(message));
    });
  }
  fine(): void {
    this.#state = "fine";
  }
  mute(): void {
    this.#state = "mute";
  }
  async away(): Promise<void> {
    this.#state = "away";
    for (const socket of this.#pages) await socket.close();
    this.#pages.clear();
  }
}
