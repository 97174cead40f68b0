import { sql } from "kysely";
import type { Db } from "../client";

/**
 * Where any of `wanted` stands in the whole database, as `table.column: text`: every column of every table, bytes as
 * text, and what `open` makes of a text (null when it is nothing sealed).
 */
export async function scanFor(
  db: Db,
  wanted: readonly string[],
  open: (text: string) => readonly string[],
): Promise<string[]> {
  const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
    select c.table_name as "table", c.column_name as "column", c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
  `.execute(db);
  const found = new Set<string>();
  for (const { table, column, type } of columns) {
    const name = sql.ref(column);
    const text = type === "bytea" ? sql`encode(${name}, 'escape')` : sql`${name}::text`;
    const { rows } = await sql<{ text: string }>`
      select ${text} as text from ${sql.table(table)} where ${name} is not null`.execute(db);
    for (const row of rows)
      for (const one of wanted)
        if ([row.text, ...open(row.text)].some((each) => each.includes(one))) found.add(`${table}.${column}: ${one}`);
  }
  return [...found].sort();
}
