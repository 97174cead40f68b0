import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Transport } from "./template";

const kept = 500;

const storedMailSchema = z.object({
  id: z.string(),
  at: z.string(),
  to: z.string(),
  replyTo: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  subject: z.string(),
  text: z.string(),
});

/** A mail of the demo: `at` is an ISO instant. */
export type DemoMail = z.infer<typeof storedMailSchema>;

export type DemoMailbox = Transport & {
  /** The mails that would have been sent, latest first; of one address when `search` is part of it. */
  list(search: string): Promise<DemoMail[]>;
};

/** Instead of sending, keeps the last mails as files in a folder, readable by its owner only. They survive a restart. */
export function demoMailbox(folder: string, now: () => Date): DemoMailbox {
  async function names(): Promise<string[]> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const all = await readdir(folder);
    return all
      .filter((name) => name.endsWith(".json"))
      .sort()
      .reverse();
  }
  return {
    async send({ id, to, replyTo, headers, subject, text }) {
      const present = await names();
      // The name starts with the instant, so that names sort by time; a second attempt replaces the first.
      const again = present.find((name) => name.endsWith(`-${id}.json`));
      const at = now().toISOString();
      const name = again ?? `${at.replaceAll(":", "")}-${id}.json`;
      const half = join(folder, `${id}.part`);
      const mail: DemoMail = { id, at, to, replyTo, headers, subject, text };
      await writeFile(half, JSON.stringify(mail), { mode: 0o600 });
      await rename(half, join(folder, name));
      for (const old of present.slice(kept - 1)) await rm(join(folder, old), { force: true });
    },
    async list(search) {
      const wanted = search.trim().toLowerCase();
      const mails: DemoMail[] = [];
      for (const name of await names()) {
        const mail = await readMail(join(folder, name));
        if (mail?.to.includes(wanted)) mails.push(mail);
      }
      return mails;
    },
    async close() {},
  };
}

/** Null for a file that is gone or is not a mail of ours. */
async function readMail(path: string): Promise<DemoMail | null> {
  try {
    return storedMailSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return null;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
