import { actions, type Permission, pages, routes, socketEvents } from "@/server/permissions";

/** Who may call, in the order of their rights; « organiser »: to whom a coordinator gave this trip or this entry. */
const roles = ["visitor", "account", "participant", "member", "organiser", "coordinator", "national", "demo"] as const;

const allowed: Record<Permission, readonly (typeof roles)[number][]> = {
  anyone: roles,
  account: ["account", "participant", "member", "organiser", "coordinator", "national"],
  participant: ["participant", "member", "coordinator"],
  member: ["member", "coordinator"],
  coordinator: ["coordinator"],
  organiser: ["organiser", "coordinator"],
  national: ["national"],
  demo: ["demo"],
};

/** The table role × resource × verb, as Markdown, from what the build and the tests check calls against. */
export function permissionTable(): string {
  const rows = [
    ...Object.entries(pages).map(([file, who]) => [
      "GET",
      `/${file.replace(/^\[locale\]\/|\(\w+\)\/|\/?page\.tsx$/g, "")}`,
      who,
    ]),
    ...Object.entries(routes).map(([route, who]) => {
      const [verb = "", path = ""] = route.split(" ");
      return [verb, `/${path.replace(/\/route\.tsx?$/, "")}`, who];
    }),
    ...Object.entries(actions).map(([name, who]) => ["action", name, who]),
    ...Object.entries(socketEvents).map(([event, who]) => ["event", event, who]),
  ] as [verb: string, resource: string, who: Permission][];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "# Who may call what",
    "",
    "Made by `npm run permissions` from server/permissions.ts, which the build checks against every page, route, action and",
    "socket event. An empty cell answers the same 404 as what does not exist, or leads to signing in: e2e/permissions.spec.ts",
    "asks each of them. Rooms (`/collab/…`, `/nouvelles/…`) decide by the document: docs/rules/realtime.md.",
    "",
    line(["verb", "resource", ...roles]),
    line(["---", "---", ...roles.map(() => ":-:")]),
    ...rows.map(([verb, resource, who]) =>
      line([verb, `\`${resource}\``, ...roles.map((role) => (allowed[who].includes(role) ? "✓" : ""))]),
    ),
    "",
  ].join("\n");
}
