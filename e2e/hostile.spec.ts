import { randomUUID } from "node:crypto";
import { actions as permitted } from "@/server/permissions";
import { demo, expect, firstCoalition, open, test } from "./fixtures";
import { actions, callAction, cookieOf, failure, formType, multipart, type Part, raw, rawBytes } from "./raw-request";

const from = () => ({ origin: demo().origin });

test("what is no request of a page of ours is refused in words, never failed on", async () => {
  const theme = actions().get("chooseTheme")?.id ?? "";
  const signIn = actions().get("requestSignIn")?.id ?? "";
  const described = (...more: Part[]): Buffer =>
    multipart([["$ACTION_REF_1", ""], ["$ACTION_1:0", `{"id":"${signIn}","bound":"$@1"}`], ...more]);
  const posted: [what: string, status: number, headers: Record<string, string>, body: string | Buffer][] = [
    ["a body that is no form", 400, formType, "zzz"],
    ["an empty body", 400, formType, ""],
    ["a form without boundary", 400, { "content-type": "multipart/form-data" }, "zzz"],
    ["half a form", 400, formType, multipart([["email", "a"]]).subarray(0, 80)],
    ["a form without action", 400, formType, multipart([["email", "a"]])],
    ["text", 415, { "content-type": "text/plain" }, "a=1"],
    ["JSON", 415, { "content-type": "application/json" }, "{"],
    ["an address-like body", 415, { "content-type": "application/x-www-form-urlencoded" }, "a=%zz"],
    ["an unknown action", 409, formType, multipart([[`$ACTION_ID_${"0".repeat(42)}`, ""]])],
    ["an action that is no id", 400, formType, multipart([["$ACTION_ID___proto__", ""]])],
    ["an action of two without its first argument", 404, formType, multipart([[`$ACTION_ID_${signIn}`, ""]])],
    ["bound values that are missing", 400, formType, described()],
    ["bound values that are no JSON", 400, formType, described(["$ACTION_1:1", "["])],
    ["bound values that refer elsewhere", 400, formType, described(["$ACTION_1:1", '["$F5"]'])],
    ["too many bound values", 404, formType, described(["$ACTION_1:1", "[1,2,3,4,5,6,7]"])],
    [
      "an unknown action of a script",
      409,
      { ...formType, "next-action": "0".repeat(42) },
      multipart([["0", '["$K1"]']]),
    ],
    [
      "an action of a script that is no id",
      400,
      { ...formType, "next-action": "z".repeat(9000) },
      multipart([["0", '["$K1"]']]),
    ],
    ["a script's call that is no form", 400, { ...formType, "next-action": theme }, "zzz"],
    ["a script's call without arguments", 400, { ...formType, "next-action": theme }, multipart([])],
    ["a script's call with a promise", 400, { ...formType, "next-action": theme }, multipart([["0", '["$@1"]']])],
    ["a script's call in text", 404, { "content-type": "text/plain;charset=UTF-8", "next-action": theme }, "[1,2]"],
    ["a script's call that is no JSON", 400, { "content-type": "text/plain;charset=UTF-8", "next-action": theme }, "["],
    ["a million characters", 413, formType, multipart([["email", "a".repeat(1_000_000)]])],
  ];
  for (const [what, status, headers, body] of posted) {
    const answer = await raw("POST", "/connexion", { ...from(), ...headers }, body);
    expect(answer.status, what).toBe(status);
    expect(failure(answer), what).toBeNull();
    if (!("next-action" in headers)) expect(answer.body, what).toMatch(/<html lang="fr">[\s\S]*<h1>/);
  }
  for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
    expect((await raw(method, "/connexion", { ...from(), ...formType })).status, method).toBe(405);
});

test("headers and addresses that make no sense are answered, never failed on", async () => {
  const router = { rsc: "1", "next-router-state-tree": "%zz" };
  const asked: [path: string, headers: Record<string, string>, status: number][] = [
    ["/connexion?_rsc=1", router, 400],
    ["/connexion", { ...router, "next-router-state-tree": "[1,2,3,4]" }, 400],
    ["/connexion", { rsc: "zz", "next-router-prefetch": "zz", "next-url": "::%zz" }, 200],
    ["/connexion", { cookie: "cortege.session=%zz; =; ;;; NEXT_LOCALE=%zz; cortege.theme=%E0%A4%A" }, 200],
    ["/connexion", { "accept-language": "*;q=zz,,;;-_%00", "accept-encoding": "zz;q=zz", accept: ";;/" }, 200],
    ["/connexion", { "x-forwarded-host": "a b%", "x-forwarded-proto": "zz,", "x-forwarded-for": "," }, 200],
    ["/connexion", { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy", "x-invoke-status": "500" }, 200],
    ["/icon.svg", { range: "bytes=zz-", "if-match": "zz" }, 200],
    ["/connexion?vers=%zz&a=%&vers=%ED%A0%80", {}, 200],
    ["/?q=%00&q=b&__proto__=a", {}, 200],
    ["/connexion", { "x-long": "a".repeat(20_000) }, 431],
    [`/${"a".repeat(7000)}`, {}, 404],
    ["/%", {}, 400],
  ];
  for (const [path, headers, status] of asked) {
    const answer = await raw("GET", path, headers);
    expect(answer.status, `${path} ${JSON.stringify(headers)}`.slice(0, 120)).toBe(status);
    expect(failure(answer), path).toBeNull();
  }
  const { host } = new URL(demo().origin);
  for (const lines of [
    "zz",
    `GET / HTTP/1.1\r\nHost: ${host}\r\nno header`,
    `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: zz`,
  ])
    expect(await rawBytes(`${lines}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 [\s\S]*<h1>Cette demande n’est pas lisible/);
});

test("what Next's own scripts send as the state of their page is let through", async ({ page }) => {
  await open(page, "/connexion");
  await page.locator("#email").fill("faux");
  const answered = page.waitForResponse((got) => got.request().headers()["next-router-state-tree"] !== undefined);
  await page.locator("main form button").first().click();
  expect((await answered).status()).toBe(200);
  await expect(page.locator("#email-error")).toBeVisible();
});

/** A page that knows this action. */
const pathOf = (name: string, trip: { slug: string; id: string }): string => {
  const page =
    actions()
      .get(name)
      ?.pages.find((each) => !/lien|demo|boite/.test(each)) ?? "";
  return page
    .replace(/^app\/\[locale\]|\/\(\w+\)|\/page$|\/\[\[\.\.\.\w+\]\]/g, "")
    .replace("[coalition]", trip.slug)
    .replace("[id]", trip.id)
    .replace("[key]", randomUUID());
};

const nonsense: [what: string, value: string | Buffer][] = [
  ["a NUL", "a\0b"],
  ["half a surrogate pair", Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62])],
  ["3,000 characters", "é".repeat(3000)],
  ["200,000 characters over all fields", "x".repeat(12_000)],
  ["markup", '"><script>alert(1)</script>'],
  ["a number that is none", "1e999"],
];
const fields = ["email", "firstName", "phone", "name", "code", "token", "party", "direction", "outboundFrom", "reason"];
const ids = ["tripId", "requestId", "signupId", "accountId", "key", "theme", "answer", "returnPath", "consent"];

test("every action, handed nonsense by anybody, answers in words", async () => {
  test.setTimeout(180_000);
  const trip = { slug: firstCoalition().slug, id: randomUUID() };
  // Whoever signs out is not who the other tests are.
  const called = Object.keys(permitted).filter((name) => name !== "signOut");
  for (const name of called) {
    expect(actions().has(name), name).toBe(true);
    const path = pathOf(name, trip);
    const forms: [string, Part[]][] = [
      ["no field at all", []],
      [
        "fields of the prototype",
        [
          ["__proto__", "a"],
          ["constructor", "b"],
          ["toString", "c"],
        ],
      ],
      ...nonsense.map(([what, value]): [string, Part[]] => [what, [...fields, ...ids].map((field) => [field, value])]),
      ["every field twice", [...fields, ...ids, ...fields, ...ids].map((field): Part => [field, "zz"])],
    ];
    for (const cookie of ["", cookieOf("coordinator")]) {
      for (const [what, parts] of forms) {
        const answer = await callAction(name, path, parts, cookie);
        expect(failure(answer), `${name} with ${what} at ${path}`).toBeNull();
        expect(answer.body, `${name} at ${path} was not called`).not.toBe("{}");
      }
    }
  }
});
