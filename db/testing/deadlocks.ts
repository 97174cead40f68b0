import pg from "pg";

/**
 * How often Postgres had to end a transaction of this database because two waited in a circle. Its connections must be
 * closed, or about to be: a server process tells its numbers as it ends.
 */
export async function deadlocksOf(databaseUrl: string): Promise<number> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    for (const deadline = Date.now() + 10_000; ; ) {
      const open = await client.query("select 1 from pg_stat_activity where datname = $1", [name]);
      if (open.rowCount === 0) break;
      if (Date.now() > deadline) throw new Error("connections stay open");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { rows } = await client.query("select deadlocks from pg_stat_database where datname = $1", [name]);
    return Number(rows[0]?.deadlocks);
  } finally {
    await client.end();
  }
}
