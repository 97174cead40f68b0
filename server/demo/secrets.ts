import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const secretsSchema = z.object({ AUTH_SECRET: z.string(), DATA_KEY: z.string() });

/** The secrets of a demo, made at its first start and kept for the next ones, readable by their owner only. */
export async function demoSecrets(dataDir: string): Promise<z.infer<typeof secretsSchema>> {
  const path = join(dataDir, "secrets.json");
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) return secretsSchema.parse(JSON.parse(kept));
  const made = {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    DATA_KEY: randomBytes(32).toString("base64"),
  };
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(made, null, 2), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return made;
}
