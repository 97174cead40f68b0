import { type Kysely, sql } from "kysely";

/** Where a coalition stands, in degrees: both or neither. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table coalition
      add column latitude double precision check (latitude between -90 and 90),
      add column longitude double precision check (longitude between -180 and 180),
      add check ((latitude is null) = (longitude is null))
  `.execute(db);
}
