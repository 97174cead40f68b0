import { join } from "node:path";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import type { Clock } from "@/domain/kernel/clock";
import type { Vault } from "@/server/crypto";
import { type DemoMailbox, demoMailbox } from "./demo-mailbox";
import { createOutbox } from "./outbox";
import { smtpTransport } from "./smtp";
import type { Transport } from "./template";

type Settings = {
  MODE: "production" | "development" | "demo";
  SMTP_URL?: string | undefined;
  MAIL_FROM: string;
  DATA_DIR: string;
  ORIGIN: URL;
};
type Log = Parameters<typeof createOutbox>[0]["log"];

/** Where mail goes: the demo's mailbox (which is `mailbox` for its page), or a mail server. */
export function chooseTransport(env: Settings, clock: Clock): { transport: Transport; mailbox: DemoMailbox | null } {
  if (env.MODE === "production") {
    if (!env.SMTP_URL) throw new Error("SMTP_URL is required in production");
    return { transport: smtpTransport({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM }), mailbox: null };
  }
  const mailbox = demoMailbox(join(env.DATA_DIR, "mailbox"), () => clock.now());
  return { transport: mailbox, mailbox };
}

/** Starts the worker, and wakes it whenever a mail is committed. */
export async function startMail(deps: {
  database: Database;
  vault: Vault;
  clock: Clock;
  env: Settings;
  transport: Transport;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const { database, vault, clock, env, transport, log } = deps;
  const outbox = createOutbox({ db: database.db, vault, origin: env.ORIGIN.origin, transport, clock, log });
  const stopHearing = await database.listen(
    factChannel,
    (payload) => {
      if (parseFact(payload)?.kind === "outbox") outbox.wake();
    },
    // What was said during a break is lost: look.
    () => outbox.wake(),
  );
  outbox.start();
  return {
    async stop() {
      await stopHearing();
      await outbox.stop();
    },
  };
}
