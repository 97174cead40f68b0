// Writes db/schema.ts from the migrated database; with --check, only says whether it is up to date.
import { readFile, writeFile } from "node:fs/promises";
import { sql } from "kysely";
import { openDatabase } from "./client";
import { migrate } from "./migrate";

const types: Record<string, string> = {
  uuid: "string",
  text: "string",
  date: "string",
  bool: "boolean",
  float8: "number",
  int4: "number",
  int8: "number",
  timestamptz: "Date",
  bytea: "Buffer",
  jsonb: "Json",
  _text: "string[]",
};
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`_${name}`);

type Column = { table: string; column: string; type: string; nullable: boolean; generated: boolean; always: boolean };

function typeOf({ table, column, type, nullable, generated, always }: Column): string {
  const base = types[type];
  if (!base) throw new Error(`no TypeScript type for ${table}.${column} (${type})`);
  const full = nullable ? `${base} | null` : base;
  if (base === "Json" && nullable) return "ColumnType<Json, string | null | undefined, string | null>";
  if (base === "Json") return `ColumnType<Json, string${generated ? " | undefined" : ""}, string>`;
  if (always) return `GeneratedAlways<${full}>`;
  return generated ? `Generated<${full}>` : full;
}

const database = await openDatabase({});
await migrate(database.db);
const { rows } = await sql<Column>`
  select c.relname as "table", a.attname as "column", t.typname as "type", not a.attnotnull as nullable,
    a.atthasdef or a.attidentity <> '' as generated, a.attidentity = 'a' or a.attgenerated <> '' as always
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    and c.relname not like 'kysely%'
  order by c.relname, a.attnum
`.execute(database.db);
await database.close();

const tables = [...new Set(rows.map((row) => row.table))];
const body = tables.map((table) => {
  const columns = rows.filter((row) => row.table === table).map((row) => `  ${camel(row.column)}: ${typeOf(row)};`);
  return `export interface ${pascal(table)}Table {\n${columns.join("\n")}\n}\n`;
});
const text = `// Written by \`npm run db:types\` from the migrated database.
import type { ColumnType, Generated, GeneratedAlways } from "kysely";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

${body.join("\n")}
export interface DB {
${tables.map((table) => `  ${camel(table)}: ${pascal(table)}Table;`).join("\n")}
}
`;

const target = new URL("schema.ts", import.meta.url);
if (process.argv.includes("--check")) {
  if ((await readFile(target, "utf8")) !== text) {
    console.error("db/schema.ts is not what the migrations make: run npm run db:types");
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
