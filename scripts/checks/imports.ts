// The import table, and the proof that it is enforced: a tool that cruises nothing finds nothing wrong.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../..");
const folders = ["app", "components", "db", "domain", "server"];

type Report = { summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] } };

function cruise(directory: string): Report["summary"] {
  const present = folders.filter((folder) => existsSync(join(directory, folder)));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "json",
      ...present,
    ],
    { cwd: directory, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  try {
    return (JSON.parse(stdout) as Report).summary;
  } catch {
    throw new Error(`dependency-cruiser gave no report: ${stderr || stdout}`);
  }
}

/** Each file holds one import that the table refuses. */
const refused: Record<string, string> = {
  "domain/kernel/reads-db.ts": 'import "../../db/client";',
  "domain/kernel/uses-node.ts": 'import "node:fs";',
  "domain/signup/looks-ahead.ts": 'import "../transport/sheet";',
  "db/knows-server.ts": 'import "../server/log";',
  "db/migrations/0001-uses-domain.ts": 'import "../../domain/kernel/ids";',
  "server/account/writes-sql.ts": 'import "kysely";',
  "server/account/renders.ts": 'import "react";',
  "server/account/uses-rooms.ts": 'import "../realtime/rooms";',
  "server/account/needs-tests.ts": 'import "./testing";',
  "components/ui/asks-server.ts": 'import "../../server/log";',
  "components/signup/looks-ahead.ts": 'import "../transport/row";',
  "app/reads-db.ts": 'import "../db/client";',
  "app/runs-server.ts": 'import { log } from "../server/log"; log;',
  "app/takes-unknown-package.ts": 'import "left-pad";',
};
const allowed: Record<string, string> = {
  "domain/transport/looks-back.ts": 'import "../signup/plain";',
  "domain/signup/plain.ts": "export {};",
  "domain/transport/sheet.ts": "export {};",
  "domain/kernel/ids.ts": "export {};",
  "components/transport/row.ts": "export {};",
  "server/log.ts": "export const log = 1;",
  "server/realtime/rooms.ts": 'import "../account/plain";',
  "server/account/testing.ts": 'import "../realtime/rooms";',
  "server/account/plain.ts": "export type Plain = 1;",
  "db/client.ts": 'import "kysely";',
  "app/takes-a-type.ts": 'import type { Plain } from "../server/account/plain"; export type Own = Plain;',
  "node_modules/kysely/index.js": "",
  "node_modules/react/index.js": "",
  "node_modules/left-pad/index.js": "",
};

/** What the table lets through although it must not, and what it refuses although it may not. */
function proveTable(): string[] {
  const scratch = mkdtempSync(join(tmpdir(), "cortege-imports-"));
  try {
    for (const [path, text] of Object.entries({ ...refused, ...allowed })) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true });
      writeFileSync(join(scratch, path), text);
    }
    cpSync(join(root, ".dependency-cruiser.cjs"), join(scratch, ".dependency-cruiser.cjs"));
    writeFileSync(
      join(scratch, "package.json"),
      '{"type":"module","dependencies":{"kysely":"*","react":"*","left-pad":"*"}}',
    );
    writeFileSync(
      join(scratch, "tsconfig.json"),
      '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler"}}',
    );
    const blamed = new Set(cruise(scratch).violations.map((violation) => violation.from));
    return [
      ...Object.keys(refused)
        .filter((path) => !blamed.has(path))
        .map((path) => `the table lets ${path} through`),
      ...Object.keys(allowed)
        .filter((path) => blamed.has(path))
        .map((path) => `the table refuses ${path}`),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const { totalCruised, violations } = cruise(root);
const problems = [
  ...violations.map(({ from, to, rule }) => `${from} → ${to} (${rule.name})`),
  ...(totalCruised < 50 ? [`only ${totalCruised} modules were looked at`] : []),
  ...proveTable(),
];
console.log(problems.length ? problems.join("\n") : `${totalCruised} modules`);
process.exit(problems.length ? 1 : 0);
