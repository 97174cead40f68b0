import type { IncomingMessage } from "node:http";
import { z } from "zod";

/**
 * Whether a body is a form as our own pages send it. Next decodes bodies before any action of ours sees them, and
 * answers what it cannot decode as a failure of the server; nothing gets that far that a browser would not send.
 *
 * Without JavaScript the form names its action in fields `$ACTION_…`; with it, field `0` holds the action's arguments
 * and the form's own fields carry a prefix; an action that takes no form is called with its arguments
 * alone, as JSON.
 */
export async function isOurForm(request: Pick<IncomingMessage, "headers">, body: Buffer): Promise<boolean> {
  const { "content-type": type = "", "next-action": called } = request.headers;
  if (type.startsWith("text/plain")) {
    const given = called === undefined ? undefined : parsed(body.toString());
    return Array.isArray(given) && given.length <= 2 && isPlain(given);
  }
  if (encodedPart.test(body.toString("latin1"))) return false;
  let form: FormData;
  try {
    // The parser that Next uses too; `Request` would want a body that is a stream.
    form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  } catch {
    return false;
  }
  const texts = new Map<string, string>();
  for (const [name, value] of form) {
    // No form of ours takes a file.
    if (typeof value !== "string") return false;
    if (/^(0|\$ACTION_.*)$/.test(name) && texts.has(name)) return false;
    texts.set(name, value);
  }
  return called === undefined ? namesAction(texts) : callsAction(texts);
}

/** Browsers never encode a part, and the parsers in use do not agree on those who do. */
const encodedPart = /(?:^|\r\n)--[^\r\n]{1,80}\r\n(?:[^\r\n]{1,500}\r\n){0,8}content-transfer-encoding:/i;
const actionId = /^[0-9a-f]{40,64}$/;
const descriptorSchema = z.strictObject({ id: z.string().regex(actionId), bound: z.literal("$@1").nullable() });

function namesAction(texts: Map<string, string>): boolean {
  const actions = [...texts.keys()].filter((name) => name.startsWith("$ACTION_"));
  const refs = actions.flatMap((name) => /^\$ACTION_REF_(\d{1,4})$/.exec(name)?.[1] ?? []);
  const known = new Set([
    "$ACTION_KEY",
    ...refs.flatMap((n) => [`$ACTION_REF_${n}`, `$ACTION_${n}:0`, `$ACTION_${n}:1`]),
  ]);
  const plainIds = actions.filter((name) => actionId.test(name.slice("$ACTION_ID_".length)));
  if (refs.length + plainIds.length === 0 || refs.length > 2) return false;
  if (!actions.every((name) => known.has(name) || plainIds.includes(name))) return false;
  return refs.every((n) => {
    const descriptor = descriptorSchema.safeParse(parsed(texts.get(`$ACTION_${n}:0`)));
    if (!descriptor.success) return false;
    const bound = parsed(texts.get(`$ACTION_${n}:1`));
    return descriptor.data.bound === null ? bound === undefined : Array.isArray(bound) && isPlain(bound);
  });
}

/** The arguments are the form, or what the form showed before and the form. */
function callsAction(texts: Map<string, string>): boolean {
  const given = parsed(texts.get("0"));
  if (!Array.isArray(given) || given.length > 2 || !isPlain(given.slice(0, -1))) return false;
  const part = /^\$K([0-9a-f]{1,4})$/.exec(String(given.at(-1)))?.[1];
  if (part === undefined) return false;
  const prefix = `_${Number.parseInt(part, 16)}_`;
  return [...texts.keys()].every((name) => name === "0" || name.startsWith(prefix));
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Data and nothing else: a text that begins with a single `$` would be an order to the decoder. */
function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return !/^\$(?!\$|undefined$)/.test(value);
  if (typeof value !== "object" || value === null) return true;
  return depth < 8 && Object.values(value).every((each) => isPlain(each, depth + 1));
}

/**
 * Reads the whole body, whose length is known and small, and puts it back: whoever reads the request next finds all of
 * it. Null when the sender vanished before it was complete.
 */
export function readAndPutBack(request: IncomingMessage, length: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (body: Buffer | null) => {
      request.off("readable", read).off("close", vanished);
      resolve(body);
    };
    const vanished = () => done(null);
    const read = () => {
      for (let chunk: Buffer | null = request.read(); chunk; chunk = request.read()) {
        chunks.push(chunk);
        size += chunk.length;
      }
      if (size < length) return;
      const body = Buffer.concat(chunks);
      // In the same turn: a stream that is empty at its end says so, and takes nothing back.
      if (size > 0) request.unshift(body);
      done(body);
    };
    request.on("readable", read).once("close", vanished);
    read();
  });
}
