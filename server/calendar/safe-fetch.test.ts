import { describe, expect, test } from "vitest";
import { type Answer, isOutside, type Network, safeFetch } from "./safe-fetch";

const out = "93.184.215.14";
const file: Answer = { status: 200, location: null, etag: '"1"', text: "BEGIN:VCALENDAR" };

function network(names: Record<string, string[]>, answers: Record<string, Partial<Answer>>) {
  const asked: [url: string, address: string][] = [];
  const fake: Network = {
    resolve: async (host) => names[host] ?? Promise.reject(new Error("unknown")),
    ask: async (url, address) => {
      asked.push([url.href, address]);
      return { ...file, ...answers[url.href] };
    },
  };
  return { fake, asked };
}

describe("C36 · no machine of ours, and none of its network, is asked", () => {
  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "localhost",
    "",
  ])("%s", (address) => {
    expect(isOutside(address)).toBe(false);
  });

  test.each([out, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])("%s is out in the world", (address) => {
    expect(isOutside(address)).toBe(true);
  });

  test.each([
    "http://agenda.example.org/a.ics",
    "https://127.0.0.1/a.ics",
    "https://[::1]/a.ics",
    "https://[::ffff:10.0.0.1]/a.ics",
    "https://2130706433/a.ics",
    "https://0x7f.1/a.ics",
    "https://agenda.example.org:8443/a.ics",
    "https://a@agenda.example.org/a.ics",
    "https://home.example.org/a.ics",
    "https://both.example.org/a.ics",
    "file:///etc/passwd",
    "webcal://agenda.example.org/a.ics",
    "",
  ])("%j is refused before anything is asked", async (address) => {
    const names = { "home.example.org": ["10.0.0.7"], "both.example.org": [out, "127.0.0.1"] };
    const { fake, asked } = network({ ...names, "agenda.example.org": [out] }, {});
    expect(await safeFetch(address, null, fake)).toEqual({ kind: "problem", problem: "address" });
    expect(asked).toEqual([]);
  });

  test.each(["https://inside.example.org/", "http://agenda.example.org/b", "https://127.0.0.1/", "//10.0.0.1/"])(
    "nor where one is sent on to: %s",
    async (location) => {
      const { fake, asked } = network(
        { "agenda.example.org": [out], "inside.example.org": ["192.168.0.1"] },
        { "https://agenda.example.org/a.ics": { status: 302, location } },
      );
      expect(await safeFetch("https://agenda.example.org/a.ics", null, fake)).toEqual({
        kind: "problem",
        problem: "address",
      });
      expect(asked).toEqual([["https://agenda.example.org/a.ics", out]]);
    },
  );
});

test("C36 · the machine asked is the one that was checked, also after being sent on", async () => {
  const { fake, asked } = network(
    { "agenda.example.org": [out], "www.example.org": ["8.8.8.8"] },
    { "https://agenda.example.org/a.ics": { status: 301, location: "https://www.example.org/b.ics" } },
  );
  expect(await safeFetch("https://agenda.example.org/a.ics", null, fake)).toEqual({
    kind: "file",
    text: "BEGIN:VCALENDAR",
    etag: '"1"',
  });
  expect(asked).toEqual([
    ["https://agenda.example.org/a.ics", out],
    ["https://www.example.org/b.ics", "8.8.8.8"],
  ]);
});

test("C36 · endless redirects, refusals, files that are too big, and names that nobody knows are said", async () => {
  const url = "https://agenda.example.org/a.ics";
  const ask = async (answer: Partial<Answer>, address = url) =>
    safeFetch(address, null, network({ "agenda.example.org": [out] }, { [url]: answer }).fake);
  expect(await ask({ status: 302, location: url })).toEqual({ kind: "problem", problem: "redirects" });
  expect(await ask({ status: 403 })).toEqual({ kind: "problem", problem: "refused" });
  expect(await ask({ text: null })).toEqual({ kind: "problem", problem: "too_big" });
  expect(await ask({}, "https://nowhere.example.org/")).toEqual({ kind: "problem", problem: "unreachable" });
  expect(await ask({ status: 304 })).toEqual({ kind: "same" });
});
