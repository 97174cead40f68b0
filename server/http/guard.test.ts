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
  guard(request("POST", "/", { "content-length": "3", ...headers }), origin);

test("a write comes from the configured origin, whatever Host says", () => {
  expect(post({ origin: origin.origin, host: "inside:8080" })).toEqual({ kind: "pass" });
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
  expect(post({ ...from, "content-length": "262144" })).toEqual({ kind: "pass" });
  expect(post({ ...from, "content-length": "262145" })).toEqual({ kind: "refuse", status: 413 });
  expect(guard(request("POST", "/", from), origin)).toEqual({ kind: "refuse", status: 411 });
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
  for (const status of [400, 403, 411, 413, 503]) {
    expect(plainPage(status, "/")).toMatch(/<html lang="fr">[\s\S]*<h1>[^<]+<\/h1>/);
    expect(plainPage(status, "/en/lille")).toContain('<html lang="en">');
  }
});
