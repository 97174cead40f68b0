import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { demo, type Role, stateOf } from "./fixtures";

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** One raw request, with exactly these headers: a browser would not send most of them. */
export function raw(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = "",
): Promise<Answer> {
  const { hostname, port, host } = new URL(demo().origin);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        hostname: hostname === "localhost" ? "127.0.0.1" : hostname,
        port,
        path,
        method,
        headers: { host, ...(method === "GET" ? {} : { "content-length": Buffer.byteLength(body) }), ...headers },
      },
      (answer) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What is answered to bytes that no client would send. */
export function rawBytes(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(new URL(demo().origin).port), "127.0.0.1");
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
    socket.write(bytes);
  });
}

const boundary = "----cortege-test-boundary";
export const formType = { "content-type": `multipart/form-data; boundary=${boundary}` };
export type Part = readonly [name: string, value: string | Buffer, file?: string];

export function multipart(parts: readonly Part[]): Buffer {
  const written = parts.flatMap(([name, value, file]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ""}\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...written, Buffer.from(`--${boundary}--\r\n`)]);
}

type Manifest = { node: Record<string, { exportedName: string; workers: Record<string, unknown> }> };

/** Every action of the build: its id, and whether it is called with the form alone. */
export function actions(): Map<string, { id: string; pages: string[] }> {
  const manifest: Manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  return new Map(
    Object.entries(manifest.node).map(([id, { exportedName, workers }]) => [
      exportedName,
      { id, pages: Object.keys(workers) },
    ]),
  );
}

/** Calls an action as a page's script does, with this form. */
export async function callAction(name: string, path: string, fields: readonly Part[], cookie = ""): Promise<Answer> {
  const id = actions().get(name)?.id ?? "";
  // The first two digits say how many arguments an action takes: `40` is one.
  const given = id.startsWith("60") ? '[null,"$K1"]' : '["$K1"]';
  const parts: Part[] = [...fields.map(([field, value]) => [`_1_${field}`, value] as const), ["0", given]];
  const headers = { ...formType, origin: demo().origin, "next-action": id, ...(cookie && { cookie }) };
  return raw("POST", path, headers, multipart(parts));
}

/** Calls an action with these fields, as one of the ways in which actions take theirs. */
export async function callArguments(
  name: string,
  path: string,
  shape: "form" | "state and form" | "object" | "slug and form",
  fields: Readonly<Record<string, string>>,
  cookie: string,
): Promise<Answer> {
  const given = {
    form: ["$K1"],
    "state and form": [null, "$K1"],
    object: [fields],
    "slug and form": [fields.slug, "$K1"],
  }[shape];
  const form = Object.entries(fields).map(([field, value]): Part => [`_1_${field}`, value]);
  const headers = {
    ...formType,
    origin: demo().origin,
    "next-action": actions().get(name)?.id ?? "",
    ...(cookie && { cookie }),
  };
  return raw("POST", path, headers, multipart([...form, ["0", JSON.stringify(given)]]));
}

/** The cookies of a role, as a header. */
export function cookieOf(role: Role): string {
  const { cookies }: { cookies: { name: string; value: string }[] } = JSON.parse(readFileSync(stateOf(role), "utf8"));
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** All that the server has said since it started. */
export function serverLog(): string {
  return readFileSync(`${process.env.CORTEGE_STATES}/server.log`, "utf8");
}

/** Why an answer is a failure of ours, whatever was asked; null when it is none. */
export function failure(answer: Answer): string | null {
  if (answer.status >= 500) return `status ${answer.status}`;
  if (/^\w+:E\{"digest"/m.test(answer.body) && answer.status === 200) return "an action that threw";
  if (/\n\s+at \S+ \(|node_modules|\.next\/server/.test(answer.body)) return "a stack";
  return null;
}
