import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { isOurForm, readAndPutBack } from "./form-body";

const id = `60${"ab".repeat(20)}`;
const type = "multipart/form-data; boundary=-b0unDary-";
type Part = [name: string, value: string, more?: string];
const written = (parts: Part[]) =>
  `${parts.map(([name, value, more = ""]) => `---b0unDary-\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`).join("")}---b0unDary---\r\n`;
const judge = (body: string, headers: Record<string, string> = {}) =>
  isOurForm({ headers: { "content-type": type, ...headers } }, Buffer.from(body));

const bound = (state: string, descriptor = `{"id":"${id}","bound":"$@1"}`): Part[] => [
  ["$ACTION_REF_2", ""],
  ["$ACTION_2:0", descriptor],
  ["$ACTION_2:1", state],
  ["$ACTION_KEY", "k1"],
  ["email", "a@example.org"],
];

test("the forms of our pages pass, with JavaScript and without", async () => {
  expect(
    await judge(
      written([
        [`$ACTION_ID_${id}`, ""],
        ["theme", "dark"],
      ]),
    ),
  ).toBe(true);
  expect(await judge(written(bound('[{"email":"","error":null,"paid":"$$5"}]')))).toBe(true);
  const called = { "next-action": id };
  expect(
    await judge(
      written([
        ["_1_note", "$x\r\nContent-Transfer-Encoding: x"],
        ["0", '[{"turn":1},"$K1"]'],
      ]),
      called,
    ),
  ).toBe(true);
  expect(await judge(written([["0", '["$K1"]']]), called)).toBe(true);
});

test("an action that takes no form is called with plain values, by a script only", async () => {
  const plain = { "content-type": "text/plain;charset=UTF-8" };
  for (const body of ["[]", '[{"tripId":"a","words":["$$5",null]}]', "[1,2]"])
    expect(await judge(body, { ...plain, "next-action": id }), body).toBe(true);
  for (const body of [
    "[",
    "7",
    '{"a":1}',
    "[1,2,3]",
    '["$F1"]',
    '[{"a":["$@1"]}]',
    `${"[".repeat(5000)}${"]".repeat(5000)}`,
  ])
    expect(await judge(body, { ...plain, "next-action": id }), body.slice(0, 20)).toBe(false);
  expect(await judge("[]", plain)).toBe(false);
});

test.each<[string, string]>([
  ["no form at all", "zzz"],
  ["nothing", ""],
  ["a form without its end", written(bound("[{}]")).slice(0, -8)],
  ["a part without a name", "---b0unDary-\r\nContent-Disposition: form-data\r\n\r\nb\r\n---b0unDary---\r\n"],
  ["no action", written([["email", "a@example.org"]])],
  ["an action that is no id", written([["$ACTION_ID_zz", ""]])],
  ["an action without its description", written([["$ACTION_REF_1", ""]])],
  ["a description that is no JSON", written(bound("[{}]", "{"))],
  ["a description that asks for more", written(bound("[{}]", `{"id":"${id}","bound":"$@1","x":1}`))],
  ["a bound value that is missing", written(bound("[{}]").filter(([name]) => name !== "$ACTION_2:1"))],
  ["bound values that are no JSON", written(bound("["))],
  ["bound values that are no list", written(bound("7"))],
  ["a reference in a bound value", written(bound('["$F5"]'))],
  ["a bound value of great depth", written(bound(`${"[".repeat(5000)}${"]".repeat(5000)}`))],
  ["a description twice", written([...bound("[{}]"), ["$ACTION_2:0", "{}"]])],
  ["a field of the decoder's own", written([...bound("[{}]"), ["$ACTION_9:0", "{}"]])],
  ["a file", written([...bound("[{}]"), ["email", "b", '; filename="a"']])],
])("%s is no form of ours", async (_what, body) => {
  expect(await judge(body)).toBe(false);
});

test.each<[string, Part[]]>([
  ["no arguments", [["_1_email", "a"]]],
  ["arguments that are no JSON", [["0", "["]]],
  ["arguments that are no list", [["0", "7"]]],
  ["arguments without a form", [["0", "[null,null]"]]],
  ["three arguments", [["0", '[null,null,"$K1"]']]],
  [
    "arguments twice",
    [
      ["0", '["$K1"]'],
      ["0", '["$K1"]'],
    ],
  ],
  ["a promise", [["0", '["$@1","$K2"]']]],
  [
    "a function",
    [
      ["0", '["$F1","$K2"]'],
      ["1", '{"id":"x"}'],
    ],
  ],
  [
    "a part that belongs to no form",
    [
      ["7", "{}"],
      ["0", '["$K1"]'],
    ],
  ],
])("a call with %s is none of ours", async (_what, parts) => {
  expect(await judge(written(parts), { "next-action": id })).toBe(false);
});

test("an encoded part is refused, which one parser would decode and the other not", async () => {
  const body =
    '---b0unDary-\r\nContent-Disposition: form-data; name="0"\r\nContent-Transfer-Encoding: base64\r\n\r\nWyIkSzEiXQ==\r\n---b0unDary---\r\n';
  expect(await judge(body, { "next-action": id })).toBe(false);
});

test.each(["multipart/form-data", 'multipart/form-data; boundary="', "multipart/form-data; boundary=y"])(
  "a body that %s does not fit is no form",
  async (wrong) => {
    expect(await judge(written(bound("[{}]")), { "content-type": wrong })).toBe(false);
  },
);

test("what was read of a body is there again for who reads it next, in one piece or many", async () => {
  for (const size of [0, 3, 70_000, 262_144]) {
    const sent = Buffer.alloc(size, "a");
    const server = createServer(async (received, response) => {
      const first = await readAndPutBack(received, size);
      const again: Buffer[] = [];
      for await (const chunk of received) again.push(chunk as Buffer);
      response.end(String(first?.equals(sent) && Buffer.concat(again).equals(sent)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const answer = await new Promise<string>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const asked = request({ port, host: "127.0.0.1", method: "POST", headers: { "content-length": size } }, (got) => {
        got.setEncoding("utf8").once("data", resolve);
      });
      asked.on("error", reject);
      for (let from = 0; from < size; from += 9000) asked.write(sent.subarray(from, from + 9000));
      asked.end();
    });
    await new Promise((resolve) => server.close(resolve));
    expect(answer, String(size)).toBe("true");
  }
});

test("a sender who vanishes is not waited for", async () => {
  let read: Promise<Buffer | null> | undefined;
  const server = createServer((received) => {
    read = readAndPutBack(received, 10);
    asked.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, host: "127.0.0.1", method: "POST", headers: { "content-length": 10 } });
  asked.on("error", () => undefined).write("abc");
  await vi.waitUntil(() => read !== undefined);
  expect(await read).toBeNull();
  await new Promise((resolve) => server.close(resolve));
});
