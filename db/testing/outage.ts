import pg from "pg";

/** Runs one statement from a database beside `databaseUrl`'s, on the same cluster. */
async function beside(databaseUrl: string, statement: (name: string) => string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement(name));
  } finally {
    await client.end();
  }
}

/** Takes a test's database away: open connections end, new ones are refused. Resolves to what brings it back. */
export async function outage(databaseUrl: string): Promise<() => Promise<void>> {
  await beside(databaseUrl, (name) => `alter database ${name} with allow_connections false`);
  await cutConnections(databaseUrl);
  return () => beside(databaseUrl, (name) => `alter database ${name} with allow_connections true`);
}

/** Ends every connection to a test's database once. */
export function cutConnections(databaseUrl: string): Promise<void> {
  return beside(
    databaseUrl,
    (name) => `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  );
}
