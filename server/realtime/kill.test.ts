import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { killCampaign } from "./testing/kill-campaign";

/** `npm run test:kill` plays 20 on each engine. */
const rounds = Number(process.env.KILL_ROUNDS ?? 3);
const timeout = 60_000 + rounds * 30_000;

describe.each(["postgres", "embedded"] as const)("killed in mid-edit, on %s", (engine) => {
  test(`R11 · ${rounds} times kill -9: nothing acknowledged and nothing seen is lost`, { timeout }, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "cortege-kill-"));
    const database = engine === "postgres" ? await testDatabase({ poolSize: 1 }) : null;
    try {
      const where = database ? { databaseUrl: database.databaseUrl } : { dataDir: join(dataDir, "db") };
      const report = await killCampaign(where, rounds, Math.random);
      console.log(`${engine}: ${JSON.stringify({ ...report, lost: report.lost.length })}`);
      expect(report.rounds).toBe(rounds);
      expect(report.lost).toEqual([]);
      expect(report.revived).toEqual([]);
      // The game was worth playing: much was promised, and something was open when the server died.
      expect(report.promised).toBeGreaterThan(rounds * 20);
      expect(report.openAtKill).toBeGreaterThan(0);
    } finally {
      await database?.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
