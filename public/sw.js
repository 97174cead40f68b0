// The worker of the workspace: a sheet or a plan that was opened on this device opens without a network. It keeps their
// pages, each with all the files that it needs, and nothing else: no public page, no list of people, no answer to a form.
const filesName = "cortege-files";
const offlineName = "cortege-offline";
const freshName = "cortege-fresh";
const pagesPrefix = "cortege-pages-";
const patienceMs = 3000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(Promise.all(["/hors-ligne", "/en/hors-ligne"].map(keepOfflinePage)));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

let keeping = Promise.resolve();
self.addEventListener("message", (event) => {
  if (event.data?.kind !== "keep") return;
  // One after the other: each knows what the one before has kept.
  keeping = keeping.catch(() => undefined).then(() => keep(event.data));
  event.waitUntil(keeping);
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isFile(url.pathname)) event.respondWith(file(request));
  else if (request.mode === "navigate" && isWorkspace(url.pathname)) event.respondWith(page(event, url.pathname));
});

/** Named after what is in them: what has been fetched once never changes. */
function isLasting(path) {
  return path.startsWith("/_next/static/");
}

function isFile(path) {
  return isLasting(path) || path.startsWith("/fonts/") || path === "/icons.svg";
}

function isWorkspace(path) {
  return /^(\/en)?\/espace(\/|$)/.test(path);
}

function isSheet(path) {
  return /^(\/en)?\/espace\/[^/]+\/trajets$/.test(path);
}

function isKept(path) {
  return isSheet(path) || /^(\/en)?\/espace\/[^/]+\/plans\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(path);
}

async function file(request) {
  const lasting = isLasting(new URL(request.url).pathname);
  // The icons are asked for by their version, and kept without it.
  const kept = await (await caches.open(filesName)).match(request.url, { ignoreSearch: !lasting });
  if (kept && lasting) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** The network first. What is kept answers when there is none, or it takes too long. */
async function page(event, path) {
  const kept = isKept(path) ? await keptPage(path) : undefined;
  const asked = fromNetwork(event, path);
  if (!kept) return asked.catch(() => instead(path));
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs, kept);
  });
  const answer = await Promise.race([asked.catch(() => kept), late]);
  clearTimeout(timer);
  return answer;
}

async function fromNetwork(event, path) {
  const response = await fetch(event.request);
  // A proxy whose server is away.
  if ([502, 503, 504].includes(response.status)) throw new Error("the server is away");
  // A workspace page that sends elsewhere sends to the sign-in page: the session is over, and with it what it showed.
  if (response.type === "opaqueredirect" && !/^(\/en)?\/espace$/.test(path)) await forgetPages();
  if (response.status === 404) await forgetPage(path);
  // With a question, it shows something else than the page as it stands.
  const asked = new URL(event.request.url).search !== "";
  if (response.status === 200 && isKept(path) && !asked) event.waitUntil(setAside(path, response.clone()));
  return response;
}

/** Until the page that it becomes says which files it has loaded. */
async function setAside(path, response) {
  await (await caches.open(freshName)).put(path, response);
}

/** Without a network: the way in leads to the one sheet that is here; anything else says that it is not. */
async function instead(path) {
  const english = path.startsWith("/en/");
  if (/^(\/en)?\/espace$/.test(path)) {
    for (const cache of await pageCaches()) {
      const here = (await cache.keys()).map(({ url }) => new URL(url).pathname);
      const sheet = here.find((each) => isSheet(each) && each.startsWith("/en/") === english);
      if (sheet) return Response.redirect(new URL(sheet, self.location.origin), 302);
    }
  }
  const offline = await (await caches.open(offlineName)).match(english ? "/en/hors-ligne" : "/hors-ligne");
  return offline ?? Response.error();
}

/**
 * Keeps a page as it was last sent, once all its files are here, in the place of the one before: never a page of one build
 * with files of another. `files` is what the open page has loaded; what it loaded on an earlier visit, such as an editor,
 * stays while the build is the same.
 */
async function keep({ account, room, path, files }) {
  if (typeof account !== "string" || typeof room !== "string" || !isKept(path) || !Array.isArray(files)) return;
  await forgetPages(account);
  const fresh = await caches.open(freshName);
  const response = (await fresh.match(path)) ?? (await fetch(path, { redirect: "manual" }));
  await fresh.delete(path);
  if (response.status !== 200) return;
  const body = await response.text();
  const loaded = files.filter((each) => typeof each === "string" && isFile(each));
  // The open page is of another build than the one just sent: the next visit keeps that one.
  if (neededBy(body).some((each) => !loaded.includes(each))) return;
  const pages = await caches.open(pagesPrefix + account);
  const before = (await pages.match(path))?.headers.get("x-files")?.split(" ") ?? [];
  const isSameBuild = neededBy(body).every((each) => before.includes(each));
  const needed = [...new Set([...loaded, ...(isSameBuild ? before : []), "/icons.svg"])];
  await keepFiles(needed);
  await pages.put(path, withFiles(response, body, needed, room));
  await dropFiles();
}

async function keepOfflinePage(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  const body = await response.text();
  const needed = [...new Set([...neededBy(body), "/icons.svg"])];
  await keepFiles(needed);
  await (await caches.open(offlineName)).put(path, withFiles(response, body, needed));
}

/** Scripts and styles that a page names; those for browsers that never had workers are left out. */
function neededBy(html) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const address = /\s(?:src|href)="(\/[^"]*)"/.exec(tag)?.[1];
    return address && isLasting(address) && !/\snomodule\b/i.test(tag) ? [address.split("?")[0]] : [];
  });
}

/** A page and the list of its files, in one: they are kept and dropped together. */
function withFiles(response, body, files, room = "") {
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set("x-files", files.join(" "));
  headers.set("x-room", room);
  return new Response(body, { status: 200, headers });
}

async function keepFiles(paths) {
  const cache = await caches.open(filesName);
  await Promise.all(
    paths.map(async (path) => {
      if (isLasting(path) && (await cache.match(path))) return;
      const response = await fetch(path);
      if (!response.ok) throw new Error(`${path} answers ${response.status}`);
      await cache.put(path, response);
    }),
  );
}

/** Files that no page here needs any more. */
async function dropFiles() {
  const needed = new Set();
  for (const cache of [await caches.open(offlineName), ...(await pageCaches())]) {
    for (const response of await cache.matchAll()) {
      for (const path of response.headers.get("x-files")?.split(" ") ?? []) needed.add(path);
    }
  }
  const cache = await caches.open(filesName);
  for (const request of await cache.keys()) {
    if (!needed.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

async function pageCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(pagesPrefix));
  return Promise.all(names.map((name) => caches.open(name)));
}

async function keptPage(path) {
  for (const cache of await pageCaches()) {
    const kept = await cache.match(path);
    if (kept) return kept;
  }
  return undefined;
}

/** Access is over: the page goes, and the copy of its room unless something in it was never sent. */
async function forgetPage(path) {
  for (const name of (await caches.keys()).filter((each) => each.startsWith(pagesPrefix))) {
    const cache = await caches.open(name);
    const room = (await cache.match(path))?.headers.get("x-room");
    await cache.delete(path);
    if (room) await forgetCopy([name.slice(pagesPrefix.length), room]);
  }
}

/** The database is the page's own (components/collab/copy-database.ts); where there is none, none is made. */
async function forgetCopy(at) {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("cortege");
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => resolve(null);
    request.onsuccess = () => resolve(request.result);
  });
  if (database === null) return;
  const transaction = database.transaction(["copy", "change"], "readwrite");
  const copies = transaction.objectStore("copy");
  const changes = transaction.objectStore("change").index("copy");
  await new Promise((resolve) => {
    transaction.oncomplete = transaction.onabort = resolve;
    copies.get(at).onsuccess = (found) => {
      changes.getAll(at).onsuccess = ({ target }) => {
        const isUnsent = target.result.some(({ places }) => places !== null);
        if (isUnsent || found.target.result?.left.length > 0) return;
        copies.delete(at);
        for (const { id } of target.result) transaction.objectStore("change").delete(id);
      };
    };
  });
  database.close();
}

/** All pages but those of `account`. */
async function forgetPages(account) {
  const names = await caches.keys();
  const gone = names.filter((name) => name.startsWith(pagesPrefix) && name !== pagesPrefix + account);
  if (account === undefined) gone.push(freshName);
  await Promise.all(gone.map((name) => caches.delete(name)));
}
