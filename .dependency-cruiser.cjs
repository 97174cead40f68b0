// Who may import whom (docs/architecture.md). `allowed` is the whole table: what it does not list is refused.
// scripts/checks/imports.ts proves at each check that this file still refuses what it must.
const domains = ["kernel", "account", "coalition", "signup", "calendar", "plan", "transport", "history", "campaign"];

/** The domain itself and those before it in the one order. */
const upTo = (name) => domains.slice(0, domains.indexOf(name) + 1).join("|");
const npm = (...names) => `^node_modules/(@types/)?(${names.join("|")})/`;
const allow = (from, ...to) =>
  to.map((path) => ({ from: typeof from === "string" ? { path: from } : from, to: { path } }));
const core = (from) => ({ from: typeof from === "string" ? { path: from } : from, to: { dependencyTypes: ["core"] } });

// Tests, and what they share in files of their own.
const tests = "\\.test\\.tsx?$|/testing[-./]";
const stack = "^server/(realtime|demo)/|^server/(main|serve)\\.ts$";
const below = (layer) => ({ path: `^${layer}/`, pathNot: stack });

const perDomain = domains.flatMap((name) => [
  ...allow(`^domain/${name}/`, `^domain/(${upTo(name)})/`),
  // A use case stands on its own domain and the earlier ones, in server as in domain.
  ...allow(`^server/${name}/`, `^(server|domain)/(${upTo(name)})/`, "^server/[^/]+\\.ts$", "^server/mail/"),
  ...allow(`^components/${name}/`, `^(components|domain)/(${upTo(name)})/`, "^components/(ui|collab)/"),
]);

module.exports = {
  allowedSeverity: "error",
  allowed: [
    ...perDomain,
    ...allow("^domain/", npm("zod", "yjs", "lib0", "temporal-polyfill", "use-intl"), "^messages/"),
    ...allow("^domain/calendar/", npm("ical.js")),
    ...allow("^components/ui/", "^components/ui/"),
    ...allow("^components/collab/", "^components/(ui|collab)/", "^domain/"),
    ...allow(
      "^components/",
      npm(
        "react",
        "react-dom",
        "next",
        "next-intl",
        "yjs",
        "lib0",
        "y-protocols",
        "y-websocket",
        "socket.io-client",
        "temporal-polyfill",
        "zod",
        "uqr",
      ),
    ),
    ...allow("^components/plan/", npm("@tiptap")),
    ...allow("^(server|components)/coalition/", npm("altcha-lib")),
    ...allow("^server/draw-anew\\.ts$", npm("sharp")),
    ...allow("^components/calendar/", npm("@fullcalendar")),
    ...allow("^db/migrations/", npm("kysely")),
    ...allow(
      { path: "^db/", pathNot: "^db/migrations/" },
      "^db/",
      "^domain/",
      npm("kysely", "pg", "@electric-sql/pglite", "zod"),
    ),
    core({ path: "^db/", pathNot: "^db/migrations/" }),
    ...allow("^db/testing/", npm("vitest")),
    ...allow(
      below("server"),
      "^db/",
      npm("zod", "pino", "use-intl", "nodemailer", "uqr", "@auth/core", "temporal-polyfill"),
    ),
    // The files that no domain owns (mail, http, settings) know each other and every domain; services.ts assembles all.
    ...allow(
      { path: "^server/([^/]+\\.ts$|(mail|http)/)", pathNot: stack },
      "^domain/",
      "^messages/",
      "^server/(?!realtime/|demo/|main\\.ts|serve\\.ts)",
    ),
    core("^server/"),
    ...allow(
      stack,
      "^(server|db|domain|messages)/",
      npm("zod", "pino", "yjs", "lib0", "y-protocols", "ws", "socket.io", "temporal-polyfill"),
    ),
    ...allow("^server/realtime/testing/", npm("y-websocket")),
    ...allow("^server/main\\.ts$", npm("next")),
    // At run time `app` calls services(); from server it takes types only (forbidden below otherwise).
    ...allow(
      "^app/",
      "^(app|components|domain|messages|server)/",
      npm("next", "next-intl", "react", "zod", "uqr", "server-only", "temporal-polyfill"),
    ),
    core("^app/"),
    ...allow(
      tests,
      "^(app|components|db|domain|messages|server)/",
      npm(
        "vitest",
        "fast-check",
        "ical.js",
        "yjs",
        "lib0",
        "y-protocols",
        "y-websocket",
        "ws",
        "socket.io-client",
        "zod",
        "temporal-polyfill",
        "react",
        "react-dom",
        "@tiptap",
        "sharp",
      ),
    ),
    core(tests),
  ],
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, dependencyTypesNot: ["type-only"] } },
    { name: "unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "app-takes-types-from-server",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-product-needs-no-tests",
      severity: "error",
      from: { pathNot: tests },
      to: { path: tests, pathNot: "^node_modules/" },
    },
    {
      name: "tests-keep-the-domain-order",
      severity: "error",
      from: { path: "^(domain|components)/.*\\.test\\.tsx?$" },
      to: { path: "^(server|app|db)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
  },
};
