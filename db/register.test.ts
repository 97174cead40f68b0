import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { purposes, register, tablesFor } from "@/domain/account/register";
import type { Database } from "./client";
import { testDatabase } from "./testing/database";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function columns(): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.table_name as "table", c.column_name as "column"
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.table_name not like 'kysely_%'
  `.execute(database.db);
  return rows;
}

test("K1 · every table is in the register, and the register names what exists", async () => {
  const real = await columns();
  const tables = new Set(real.map(({ table }) => table));
  const missing = [...tables].filter((table) => !(table in register));
  expect(missing, "say in domain/account/register.ts what these tables hold of people, or null").toEqual([]);
  expect(Object.keys(register).filter((table) => !tables.has(table))).toEqual([]);
  const known = new Set(real.map(({ table, column }) => `${table}.${column}`));
  const named = Object.entries(register).flatMap(
    ([table, one]) => one?.columns.map((name) => `${table}.${name}`) ?? [],
  );
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test("K1 · a column that names, reaches or points at a person is in the register", async () => {
  const { rows: pointing } = await sql<{ name: string }>`
    select c.conrelid::regclass || '.' || a.attname as name
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'account'::regclass
  `.execute(database.db);
  const telling = (await columns())
    .filter(({ column }) => /email|phone|first_name|_encrypted$|^network_hash$|^recipient_hash$/.test(column))
    .map(({ table, column }) => `${table}.${column}`);
  expect(pointing.length).toBeGreaterThan(15);
  const named = new Set(
    Object.entries(register).flatMap(([table, one]) => one?.columns.map((column) => `${table}.${column}`) ?? []),
  );
  const unsaid = [...pointing.map(({ name }) => name), ...telling].filter((name) => !named.has(name));
  expect(unsaid, "name these columns in domain/account/register.ts").toEqual([]);
});

test("K1 · nothing that points at an account outlives it as a number", async () => {
  const { rows } = await sql<{ name: string }>`
    select conrelid::regclass::text || ' ' || conname as name from pg_constraint
    where contype = 'f' and confrelid = 'account'::regclass and confdeltype not in ('c', 'n')
  `.execute(database.db);
  expect(rows).toEqual([]);
});

test("K1 · every purpose has tables", () => {
  expect(purposes.filter((purpose) => tablesFor(purpose).length === 0)).toEqual([]);
});
