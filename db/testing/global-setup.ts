import type { TestProject } from "vitest/node";
import { openDatabase } from "../client";
import { migrate } from "../migrate";
import { startPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One real Postgres for the whole run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres();
  const admin = await openDatabase({ databaseUrl: cluster.url("postgres"), poolSize: 1 });
  await cluster.run("create database template_cortege");
  await admin.close();
  const template = await openDatabase({ databaseUrl: cluster.url("template_cortege"), poolSize: 1 });
  await migrate(template.db);
  await template.close();
  project.provide("postgresUrl", cluster.url(""));
  return () => cluster.stop();
}
