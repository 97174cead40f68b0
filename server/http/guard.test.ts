import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address";
import { guard } from "./guard";
import { plainPage } from "./plain-page";

const origin = new URL("https://cortege.example.org");
const local = new URL("http://localhost:3000");

function request(method: string, url: string, headers: Record<string, string> = {}): IncomingMessage {
  const made = new IncomingMessage(new Socket());
  return Object.assign(made, { method, url, headers });
}
const post = (headers: Record<string, string>) =>
  guard(
    request("POST", "/", { "content-length": "3", "content-type": "multipart/form-data; boundary=x", ...headers }),
    origin,
  );

test("a write comes from the configured origin, whatever Host says", () => {
  expect(post({ origin: origin.origin, host: "inside:8080" })).toEqual({ kind: "form", length: 3 });
  for (const foreign of [
    "https://cortege.example.org.evil.example",
    "http://cortege.example.org",
    "https://cortege.example.org:444",
    "null",
    "",
  ]) {
    expect(post({ origin: foreign, host: "cortege.example.org" }), foreign).toEqual({ kind: "refuse", status: 403 });
  }
  expect(post({ host: "cortege.example.org" })).toEqual({ kind: "refuse", status: 403 });
});

test.each(["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])("%s is a write", (method) => {
  expect(guard(request(method, "/"), origin)).toEqual({ kind: "refuse", status: 403 });
});

test("the size of a body is known before it is read, and small", () => {
  const from = { origin: origin.origin };
  expect(post({ ...from, "content-length": "262144" })).toEqual({ kind: "form", length: 262_144 });
  expect(post({ ...from, "content-length": "262145" })).toEqual({ kind: "refuse", status: 413 });
  expect(guard(request("POST", "/", from), origin)).toEqual({ kind: "refuse", status: 411 });
});

test("an image of a plan comes by itself, by one way and up to two megabytes", () => {
  const image = (url: string, headers: Record<string, string> = {}) =>
    guard(
      request("POST", url, {
        origin: origin.origin,
        "content-length": "2097152",
        "content-type": "image/jpeg",
        ...headers,
      }),
      origin,
    );
  expect(image("/api/images/lille")).toEqual({ kind: "pass" });
  expect(image("/api/images/lille", { "content-length": "2097153" })).toEqual({ kind: "refuse", status: 413 });
  expect(image("/api/images/lille", { origin: "https://elsewhere.example.org" })).toEqual({
    kind: "refuse",
    status: 403,
  });
  for (const url of ["/api/images", "/api/images/", "/api/images/Lille/x", "/espace/lille", "/api/images/lille?x"])
    expect(image(url), url).toEqual({ kind: "refuse", status: 413 });
  expect(image("/api/images/lille", { "content-length": "9", "content-type": "text/html" })).toEqual({
    kind: "refuse",
    status: 415,
  });
  expect(image("/api/images/lille", { "content-length": "9", "next-action": "x" })).toEqual({
    kind: "refuse",
    status: 415,
  });
});

test("a write is a form that is posted, and nothing else", () => {
  const from = { origin: origin.origin };
  for (const type of ["text/plain", "application/json", "application/x-www-form-urlencoded", ""])
    expect(post({ ...from, "content-type": type }), type).toEqual({ kind: "refuse", status: 415 });
  for (const method of ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "PROPFIND"]) {
    const made = request(method, "/", {
      ...from,
      "content-length": "0",
      "content-type": "multipart/form-data; boundary=x",
    });
    expect(guard(made, origin), method).toEqual({ kind: "refuse", status: 405 });
  }
});

test("only a path can be asked for", () => {
  expect(guard(request("GET", "http://elsewhere.example/"), origin)).toEqual({ kind: "refuse", status: 400 });
});

test.each(["/%", "/%zz", "/%ED%A0%80", "/api/agenda/%", "/%00", "/espace/lille/trajets/%00", "/lille?q=a/%", "/?q=%"])(
  "%s is answered, never failed on",
  (path) => {
    const broken = !path.includes("?");
    expect(guard(request("GET", path), origin)).toEqual(broken ? { kind: "refuse", status: 400 } : { kind: "pass" });
  },
);

test("what a page says to show already is read before Next reads it", () => {
  const judge = (header: string) => guard(request("GET", "/", { rsc: "1", "next-router-state-tree": header }), origin);
  const shown = [
    "",
    { children: [["locale", "fr", "d", null], { children: ["__PAGE__", {}, null, "refetch", 3] }, null, null] },
  ];
  for (const good of [shown, ["", {}], ["", {}, ["/a", "/b"], null, 16]])
    expect(judge(encodeURIComponent(JSON.stringify(good)))).toEqual({ kind: "pass" });
  const deep = `${'["",{"a":'.repeat(800)}["",{}]${"}]".repeat(800)}`;
  for (const bad of [
    "%zz",
    "%7Bzz",
    "null",
    "[1,2,3,4]",
    '["",{"a":7}]',
    '["",{},1]',
    '["",{},null,"x"]',
    `["${"a".repeat(9000)}",{}]`,
    `[${deep}`,
  ])
    expect(judge(bad), bad.slice(0, 30)).toEqual({ kind: "refuse", status: 400 });
});

test.each(["127.0.0.1:3000", "[::1]:3000", "127.0.0.1"])("reading by %s leads to localhost", (host) => {
  expect(guard(request("GET", "//evil.example/a?b", { host }), local)).toEqual({
    kind: "redirect",
    location: "http://localhost:3000//evil.example/a?b",
  });
  expect(guard(request("GET", "/", { host: "localhost:3000" }), local)).toEqual({ kind: "pass" });
  // Behind a proxy of ours the server itself is reached by a loopback name.
  expect(guard(request("GET", "/", { host }), origin)).toEqual({ kind: "pass" });
});

test("a visitor's own X-Forwarded-For is not believed; that of our proxies is", () => {
  const made = request("GET", "/", { "x-forwarded-for": "6.6.6.6, 203.0.113.9" });
  Object.defineProperty(made.socket, "remoteAddress", { value: "10.0.0.2" });
  expect(clientAddress(made, 0)).toBe("10.0.0.2");
  expect(clientAddress(made, 1)).toBe("203.0.113.9");
});

test("each refusal has its page, in the language of the address", () => {
  for (const status of [400, 403, 405, 408, 409, 411, 413, 415, 431, 503]) {
    expect(plainPage(status, "/")).toMatch(/<html lang="fr">[\s\S]*<h1>[^<]+<\/h1>/);
    expect(plainPage(status, "/en/lille")).toContain('<html lang="en">');
    expect(plainPage(status, "/"), String(status)).not.toContain("L’erreur vient de nous");
  }
});

test("B48 · a form that brings a file has an address and a weight of its own", () => {
  const sent = (url: string, length: number, headers: Record<string, string> = {}) =>
    guard(
      request("POST", url, {
        origin: origin.origin,
        "content-length": String(length),
        "content-type": "multipart/form-data; boundary=x",
        ...headers,
      }),
      origin,
    ).kind;
  const mega = 1024 * 1024;
  expect(sent("/api/depot/lille/photo?langue=fr", 2 * mega)).toBe("pass");
  expect(sent("/api/depot/lille/photo", 2 * mega + 9000)).toBe("refuse");
  expect(sent("/api/depot/lille/materiel?langue=en", 10 * mega)).toBe("pass");
  expect(sent("/api/depot/lille/materiel", 10 * mega + 9000)).toBe("refuse");
  for (const url of [
    "/api/depot/lille",
    "/api/depot/lille/autre",
    "/api/depot/lille/photo/x",
    "/espace/lille/materiel",
  ])
    expect(sent(url, mega), url).toBe("refuse");
  expect(sent("/api/depot/lille/photo", 9, { origin: "https://elsewhere.example.org" })).toBe("refuse");
  expect(sent("/api/depot/lille/photo", mega, { "next-action": "x" })).toBe("refuse");
  expect(sent("/api/depot/lille/photo", 9, { "content-type": "application/x-www-form-urlencoded" })).toBe("refuse");
});

test("N3 · a mail program stops what its reader gets without naming an origin, at that one address and in few words", () => {
  const key = `/api/suivi/${crypto.randomUUID()}-${"a".repeat(32)}`;
  const stop = (url: string, headers: Record<string, string> = {}) =>
    guard(
      request("POST", url, {
        "content-length": "26",
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      }),
      origin,
    );
  for (const ours of [key, `/api/suivi/${"aZ_-09".repeat(30)}`]) expect(stop(ours)).toEqual({ kind: "pass" });
  expect(stop(key, { "content-length": "2049" })).toEqual({ kind: "refuse", status: 413 });
  for (const other of [`${key}/x`, `/en${key}`, "/api/suivi/x", `${key}?a=b`])
    expect(stop(other), other).toEqual({ kind: "refuse", status: 403 });
  expect(stop(key, { "next-action": "a".repeat(40) })).toEqual({ kind: "refuse", status: 403 });
});
