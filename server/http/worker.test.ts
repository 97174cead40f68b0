import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { beforeEach, expect, test } from "vitest";

const origin = "https://cortege.example.org";
const sheet = "/espace/lille/trajets";
const plan = "/espace/lille/plans/11111111-1111-4111-8111-111111111111";
const code = readFileSync(join(process.cwd(), "public/sw.js"), "utf8");

type Answer = { status: number; body?: string; type?: string };
type Waiting = { request: Request; response: Promise<Response> | null; waits: Promise<unknown>[] };

/** The caches of one device, which outlive a worker. */
class FakeCaches {
  readonly all = new Map<string, Map<string, Response>>();
  async open(name: string) {
    const entries = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, entries);
    const at = (key: string | Request) => new URL(typeof key === "string" ? key : key.url, origin).href;
    return {
      match: async (key: string | Request) => entries.get(at(key))?.clone(),
      matchAll: async () => [...entries.values()].map((each) => each.clone()),
      keys: async () => [...entries.keys()].map((url) => ({ url })),
      put: async (key: string | Request, response: Response) => void entries.set(at(key), response),
      delete: async (key: string | Request) => entries.delete(at(key)),
    };
  }
  async keys() {
    return [...this.all.keys()];
  }
  async delete(name: string) {
    return this.all.delete(name);
  }
}

let device: FakeCaches;
let network: (path: string) => Answer;
let asked: string[];
let worker: ReturnType<typeof startWorker>;

const html = (build: string) =>
  `<html><link rel="stylesheet" href="/_next/static/${build}.css"/><script noModule="" src="/_next/static/old.js"></script>` +
  `<script src="/_next/static/${build}.js" async=""></script>${build}</html>`;
const filesOf = (build: string) => [
  `/_next/static/${build}.css`,
  `/_next/static/${build}.js`,
  `/_next/static/${build}-editor.js`,
];

/** A site that serves one build: its pages, its files and no others. */
function site(build: string): (path: string) => Answer {
  return (path) => {
    if (path.startsWith("/_next/static/")) return { status: path.includes(build) ? 200 : 404, body: path };
    return { status: 200, body: path.includes(".") ? path : html(build) };
  };
}

/** A device on which no page has made one. */
const noDatabase = {
  open() {
    const request = {
      transaction: { abort: () => undefined },
      onupgradeneeded: () => undefined,
      onerror: () => undefined,
    };
    queueMicrotask(() => {
      request.onupgradeneeded();
      request.onerror();
    });
    return request;
  },
};

function startWorker() {
  const listeners = new Map<string, (event: unknown) => void>();
  const self = {
    location: new URL(origin),
    clients: { claim: async () => undefined },
    skipWaiting: () => undefined,
    addEventListener: (kind: string, listener: (event: unknown) => void) => listeners.set(kind, listener),
  };
  const fetched = async (target: string | Request) => {
    const path = new URL(typeof target === "string" ? target : target.url, origin).pathname;
    asked.push(path);
    const { status, body = "", type } = network(path);
    if (type) return { type, status };
    return new Response(body, { status, headers: { "content-type": "text/html" } });
  };
  runInNewContext(code, {
    self,
    caches: device,
    fetch: fetched,
    indexedDB: noDatabase,
    Response,
    Headers,
    URL,
    Set,
    Promise,
    setTimeout,
    clearTimeout,
  });
  const fire = async (kind: string, event: object) => {
    const waits: Promise<unknown>[] = [];
    let response: Promise<Response> | null = null;
    listeners.get(kind)?.({
      ...event,
      waitUntil: (promise: Promise<unknown>) => waits.push(promise),
      respondWith: (promise: Promise<Response>) => {
        response = promise;
      },
    });
    const answer = await (response as Waiting["response"]);
    await Promise.all(waits);
    return answer;
  };
  return {
    install: () => fire("install", {}),
    /** What the worker answers; null where it lets the request go by itself. */
    ask: (path: string, mode = "navigate", method = "GET") =>
      fire("fetch", { request: { url: origin + path, mode, method } }),
    keep: (build: string, account = "anna", path = sheet, files = filesOf(build)) =>
      fire("message", { data: { kind: "keep", account, room: "room", path, files } }),
  };
}

const away = (): never => {
  throw new TypeError("no network");
};
const cached = (name: string) => [...(device.all.get(name)?.keys() ?? [])].map((url) => new URL(url).pathname).sort();

beforeEach(async () => {
  device = new FakeCaches();
  asked = [];
  network = site("one");
  worker = startWorker();
  await worker.install();
});

async function visit(build: string, account?: string): Promise<void> {
  await worker.ask(sheet);
  await worker.keep(build, account);
}

test("R56 · a sheet that was opened opens without a network, with all its files", async () => {
  await visit("one");
  network = away;
  expect(await (await worker.ask(sheet))?.text()).toContain("one");
  for (const file of filesOf("one")) expect(await (await worker.ask(file, "no-cors"))?.text()).toBe(file);
  const way = await worker.ask("/espace");
  expect([way?.status, way?.headers.get("location")]).toEqual([302, origin + sheet]);
});

test("R56 · a plan is kept beside the sheet; its editor, once it was opened, stays while the build is the same", async () => {
  await visit("one");
  const [style = "", script = "", editor = ""] = filesOf("one");
  await worker.ask(plan);
  await worker.keep("one", "anna", plan, [style, script]);
  await worker.keep("one", "anna", plan, [style, script, editor]);
  // Read again without the editor, and with a question in the address.
  await worker.ask(plan);
  await worker.keep("one", "anna", plan, [style, script]);
  await worker.ask(`${plan}?version=1`);
  expect(cached("cortege-pages-anna")).toEqual([plan, sheet]);
  expect(cached("cortege-fresh")).toEqual([]);
  for (const path of [`${plan}/versions`, `${plan}/partage`, "/espace/lille/plans", "/espace/lille/plans/nouveau"])
    await worker.ask(path);
  expect(cached("cortege-fresh")).toEqual([]);
  network = away;
  expect(await (await worker.ask(plan))?.text()).toContain("one");
  expect(await (await worker.ask(editor, "no-cors"))?.text()).toBe(editor);
  const way = await worker.ask("/espace");
  expect(way?.headers.get("location")).toBe(origin + sheet);
  network = site("two");
  await worker.ask(plan);
  await worker.keep("two", "anna", plan, filesOf("two").slice(0, 2));
  const kept = await (await device.open("cortege-pages-anna")).match(plan);
  expect(kept?.headers.get("x-files")).not.toContain("one");
});

test("R56 · public pages, lists of people, forms, and what scripts ask for go by the worker", async () => {
  for (const path of ["/lille", "/", "/reservations/abc", "/connexion", "/espacement"])
    expect(await worker.ask(path)).toBeNull();
  expect(await worker.ask(sheet, "navigate", "POST")).toBeNull();
  expect(await worker.ask(`${sheet}?_rsc=1`, "cors")).toBeNull();
  await worker.ask("/espace/lille/trajets/5b0f");
  await worker.ask("/espace/lille");
  expect(cached("cortege-fresh")).toEqual([]);
  network = away;
  expect(await (await worker.ask("/espace/lille/trajets/5b0f"))?.text()).toContain("one");
  expect(cached("cortege-offline")).toEqual(["/en/hors-ligne", "/hors-ligne"]);
});

test("R57 · the network comes first; a new build takes the old one's place whole, and its files go", async () => {
  await visit("one");
  network = site("two");
  expect(await (await worker.ask(sheet))?.text()).toContain("two");
  // Cut before the page was complete: what is kept is still the old page with the old files.
  network = away;
  expect(await (await worker.ask(sheet))?.text()).toContain("one");
  expect(await (await worker.ask("/_next/static/one-editor.js", "no-cors"))?.text()).toContain("one");

  network = site("two");
  await visit("two");
  network = away;
  expect(await (await worker.ask(sheet))?.text()).toContain("two");
  expect(cached("cortege-files").filter((path) => path.includes("one-editor"))).toEqual([]);
});

test("R57 · a page of one build is never kept with files of another", async () => {
  network = site("two");
  await worker.ask(sheet);
  await worker.keep("one");
  expect(cached("cortege-pages-anna")).toEqual([]);
  network = site("one");
  await worker.ask(sheet);
  network = (path) => (path.includes("editor") ? { status: 404 } : site("one")(path));
  await expect(worker.keep("one")).rejects.toThrow("404");
  expect(cached("cortege-pages-anna")).toEqual([]);
});

test("R58 · a page goes with the session, with access, and when somebody else comes", async () => {
  await visit("one");
  network = () => ({ status: 0, type: "opaqueredirect" });
  await worker.ask(sheet);
  expect(cached("cortege-pages-anna")).toEqual([]);

  network = site("one");
  await visit("one");
  network = () => ({ status: 404 });
  await worker.ask(sheet);
  expect(cached("cortege-pages-anna")).toEqual([]);

  network = site("one");
  await visit("one");
  await visit("one", "ben");
  expect(device.all.has("cortege-pages-anna")).toBe(false);
  expect(cached("cortege-pages-ben")).toEqual([sheet]);
});

test("R56 · a proxy whose server is away counts as no network", async () => {
  await visit("one");
  network = () => ({ status: 502 });
  expect(await (await worker.ask(sheet))?.text()).toContain("one");
});
