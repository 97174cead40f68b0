import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { permissionTable } from "./permission-table";
import { checkPermissions } from "./permissions";

const app = [
  { path: "app/[locale]/(public)/page.tsx", text: "export default function Home() {}" },
  { path: "app/sante/route.ts", text: "export async function GET() {}\nexport const dynamic = 'force-dynamic';" },
  { path: "app/book-action.ts", text: '"use server";\n\nexport async function bookSeatAction() {}' },
];
const server = [
  {
    path: "server/realtime/hub.ts",
    text: 'import { Server } from "socket.io";\nsocket.on(counts.watch, f);\nsocket.on("disconnect", f);',
  },
];
const domain = [
  { path: "domain/seats.ts", text: 'export const counts = {\n  /** Asks. */\n  watch: "watch",\n} as const;' },
];
const complete = {
  pages: { "[locale]/(public)/page.tsx": "anyone" },
  routes: { "GET sante/route.ts": "anyone" },
  actions: { bookSeatAction: "anyone" },
  socketEvents: { watch: "anyone" },
};

test("what stands in the tables and exists is fine", () => {
  expect(checkPermissions(app, server, domain, complete)).toEqual([]);
});

test.each(["pages", "routes", "actions", "socketEvents"] as const)(
  "%s: what is missing, and what is no more, is told",
  (kind) => {
    expect(checkPermissions(app, server, domain, { ...complete, [kind]: {} })).toHaveLength(1);
    expect(
      checkPermissions(app, server, domain, { ...complete, [kind]: { ...complete[kind], gone: "anyone" } }),
    ).toEqual([`${kind}: "gone" in server/permissions.ts does not exist`]);
  },
);

test("an action inside a function, and two of one name, are refused", () => {
  const inline = {
    path: "app/page.tsx",
    text: 'function Page() {\n  async function act() {\n    "use server";\n  }\n}',
  };
  const twice = { path: "app/other.ts", text: '"use server";\nexport const bookSeatAction = async () => {};' };
  expect(checkPermissions([...app, inline], server, domain, complete).join()).toContain("app/page.tsx");
  expect(checkPermissions([...app, twice], server, domain, complete).join()).toContain("app/other.ts");
});

test("the written table is that of server/permissions.ts; `npm run permissions` writes it", () => {
  expect(readFileSync("docs/permissions.md", "utf8")).toBe(permissionTable());
});
