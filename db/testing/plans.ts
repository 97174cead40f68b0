import pg from "pg";
import { type Database, openDatabase } from "../client";

type Query = { sql: string; parameters: readonly unknown[] };

/**
 * A further pool over a test's database that keeps every statement it was given, and what Postgres would do for each:
 * `plansOf` runs `act` and answers with their plans.
 */
export async function watchedDatabase(databaseUrl: string): Promise<{
  database: Database;
  plansOf(act: () => Promise<unknown>): Promise<{ sql: string; plan: string }[]>;
}> {
  const asked: Query[] = [];
  const database = await openDatabase({ databaseUrl, onQuery: (query) => asked.push(query) });
  return {
    database,
    async plansOf(act) {
      asked.length = 0;
      await act();
      const explained = asked.filter(({ sql }) => /^\s*(select|with|update|insert|delete)\b/i.test(sql));
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        const plans = [];
        for (const { sql, parameters } of explained) {
          const { rows } = await client.query(`explain ${sql}`, [...parameters]);
          plans.push({ sql, plan: rows.map((row) => row["QUERY PLAN"]).join("\n") });
        }
        return plans;
      } finally {
        await client.end();
      }
    },
  };
}
