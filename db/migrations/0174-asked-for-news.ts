import { type Kysely, sql } from "kysely";

/** Who took part before there were news by mail was never told of them: they choose in their account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update membership set frequency = 'never'`.execute(db);
}
