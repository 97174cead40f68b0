import type { SourceFile } from "./files";

type Table = Record<string, unknown>;
export type PermissionTables = { pages: Table; routes: Table; actions: Table; socketEvents: Table };

const methods = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";

/** Everything that a stranger can call, as the code has it. `app` and `server` are their files. */
export function callable(
  app: SourceFile[],
  server: SourceFile[],
  domain: SourceFile[],
): { found: Record<keyof PermissionTables, string[]>; problems: string[] } {
  const problems: string[] = [];
  const below = (file: SourceFile) => file.path.replace(/^app\//, "");
  const pages = app.filter((file) => /\/page\.tsx$/.test(file.path)).map(below);
  const routes = app
    .filter((file) => /\/route\.tsx?$/.test(file.path))
    .flatMap((file) =>
      exportedNames(file.text)
        .filter((name) => new RegExp(`^(${methods})$`).test(name))
        .map((method) => `${method} ${below(file)}`),
    );
  const actions: string[] = [];
  for (const file of app) {
    if (/^\s+["']use server["'];?$/m.test(file.text))
      problems.push(
        `${file.path}: an action inside a function has no name to stand in server/permissions.ts; give it a file`,
      );
    if (!/^["']use server["'];?$/m.test(file.text)) continue;
    for (const name of exportedNames(file.text)) {
      if (actions.includes(name)) problems.push(`${file.path}: another action is called ${name} too`);
      actions.push(name);
    }
  }
  const socketEvents = server
    .filter(
      (file) =>
        file.path.startsWith("server/realtime/") && !/\.test\.ts$/.test(file.path) && /socket\.io/.test(file.text),
    )
    .flatMap((file) => [...file.text.matchAll(/\bsocket\.on\(\s*("[^"]+"|[\w.]+)/g)].map((match) => match[1] ?? ""))
    .map((name) => (name.startsWith('"') ? name.slice(1, -1) : named(name, domain)))
    .filter((event) => !["disconnect", "disconnecting", "error"].includes(event));
  return { found: { pages, routes, actions, socketEvents }, problems };
}

/** What `liveCounts.watch` stands for: both sides of a socket take their words from one object of the domain. */
function named(expression: string, domain: SourceFile[]): string {
  const [object = "", key = ""] = expression.split(".");
  const body = domain.map(({ text }) => text.split(`export const ${object} = {`)[1]?.split("\n}")[0]).find(Boolean);
  return new RegExp(`\\b${key}: "([^"]+)"`).exec(body ?? "")?.[1] ?? expression;
}

/** What may be called and stands in no table, and what stands in a table and does not exist. */
export function checkPermissions(
  app: SourceFile[],
  server: SourceFile[],
  domain: SourceFile[],
  tables: PermissionTables,
): string[] {
  const { found, problems } = callable(app, server, domain);
  for (const kind of ["pages", "routes", "actions", "socketEvents"] as const) {
    const listed = Object.keys(tables[kind]);
    for (const name of found[kind])
      if (!listed.includes(name)) problems.push(`${kind}: "${name}" is missing in server/permissions.ts`);
    for (const name of listed)
      if (!found[kind].includes(name)) problems.push(`${kind}: "${name}" in server/permissions.ts does not exist`);
  }
  return problems;
}

function exportedNames(text: string): string[] {
  const declared = [...text.matchAll(/^export (?:async )?(?:function|const|let) (\w+)/gm)].map(
    (match) => match[1] ?? "",
  );
  const listed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap((match) =>
    (match[1] ?? "").split(",").map(
      (name) =>
        name
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? "",
    ),
  );
  return [...declared, ...listed.filter(Boolean)];
}
