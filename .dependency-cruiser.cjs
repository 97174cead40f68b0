// Who may import whom (docs/architecture.md). Everything not allowed here is refused.
const domains = ["kernel", "account", "coalition", "signup", "calendar", "plan", "transport", "campaign"];
const before = (name) => domains.slice(0, domains.indexOf(name) + 1).join("|");
const onlyEarlier = (layer) =>
  domains.map((name) => ({
    name: `${layer}-${name}-imports-only-earlier-domains`,
    severity: "error",
    from: { path: `^${layer}/${name}/` },
    to: { path: `^${layer}/(${domains.join("|")})/`, pathNot: `^${layer}/(${before(name)})/` },
  }));
const deny = (name, from, to, extra = {}) => ({ name, severity: "error", from, to, ...extra });

module.exports = {
  forbidden: [
    deny("no-cycles", {}, { circular: true, dependencyTypesNot: ["type-only"] }),
    deny("unresolved", {}, { couldNotResolve: true }),
    deny("domain-is-pure", { path: "^domain/" }, { pathNot: "^domain/|^messages/|^node_modules/" }),
    deny("domain-without-node", { path: "^domain/", pathNot: "\\.test\\.ts$" }, { dependencyTypes: ["core"] }),
    deny("db-knows-domain-only", { path: "^db/" }, { path: "^(server|app|components)/" }),
    deny("server-below-app", { path: "^server/" }, { path: "^(app|components)/" }),
    deny("components-know-domain-only", { path: "^components/" }, { path: "^(server|app|db)/" }),
    deny("app-never-imports-db", { path: "^app/" }, { path: "^db/" }),
    deny("app-imports-types-of-server", { path: "^app/" }, { path: "^server/", dependencyTypesNot: ["type-only"] }),
    deny(
      "realtime-stands-on-top",
      { path: "^server/(?!realtime/|main\\.ts|serve\\.ts|demo/)" },
      { path: "^server/(realtime/|main\\.ts)" },
    ),
    deny(
      "sql-only-in-db",
      { path: "^(app|components|domain|server)/" },
      { path: "^node_modules/(kysely|pg|@electric-sql)/" },
    ),
    deny(
      "no-react-below-pages",
      { path: "^(domain|db|server)/", pathNot: "^server/main\\.ts$" },
      { path: "^node_modules/(next|react|react-dom)/" },
    ),
    deny("migrations-import-kysely-only", { path: "^db/migrations/" }, { pathNot: "^node_modules/kysely/" }),
    ...["domain", "server", "components"].flatMap(onlyEarlier),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
  },
};
