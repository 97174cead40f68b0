import type { RequestListener, ServerResponse } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { plainPage } from "./plain-page";

/**
 * Next sends its « not found » and error pages as scripts alone: without JavaScript they are blank. This gives their
 * body the same answer in words, for browsers that run no scripts; the others never see it. Whoever sent a form without
 * JavaScript gets three English words from Next, or as little: to them it says the same on a page of ours.
 */
export function withReadableErrors(pages: RequestListener): RequestListener {
  return (request, response) => {
    const { rsc, "next-action": action } = request.headers;
    const path = request.url ?? "/";
    if (request.method === "GET" && rsc === undefined) {
      const isError = () => response.statusCode === 404 || response.statusCode >= 500;
      const isPage = () => String(response.getHeader("content-type")).startsWith("text/html");
      capture(
        response,
        () => isError() && isPage(),
        (html) => readable(html, response.statusCode, path),
      );
    } else if (request.method === "POST" && action === undefined) {
      capture(
        response,
        () => response.statusCode >= 400,
        () => plainPage(response.statusCode, path),
      );
    }
    pages(request, response);
  };
}

/** Holds an answer back where it `isWanted`, and sends the document that `instead` makes of it. */
function capture(response: ServerResponse, isWanted: () => boolean, instead: (body: string) => string): void {
  const writeHead = response.writeHead.bind(response);
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const chunks: Buffer[] = [];
  let captured = false;
  const captures = () => {
    captured ||= !response.headersSent && isWanted();
    return captured;
  };
  const keep = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === "string")
      chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const after = (rest: unknown[]) => {
    const done = rest.find((each): each is () => void => typeof each === "function");
    if (done) queueMicrotask(done);
  };

  // The head waits until the whole body is known. Where it is not an error, everything goes through as it came.
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    response.statusCode = args[0];
    return captures() ? response : writeHead(...args);
  }) as typeof response.writeHead;
  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    if (!captures()) return write(...([chunk, ...rest] as Parameters<typeof write>));
    keep(chunk, rest[0]);
    after(rest);
    return true;
  }) as typeof response.write;
  response.end = ((...args: unknown[]) => {
    if (!captures()) return end(...(args as Parameters<typeof end>));
    keep(args[0], args[1]);
    const body = instead(decoded(Buffer.concat(chunks), response.getHeader("content-encoding")));
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.removeHeader("content-encoding");
    response.removeHeader("transfer-encoding");
    response.setHeader("content-length", Buffer.byteLength(body));
    writeHead(response.statusCode);
    return end(body);
  }) as typeof response.end;
}

function decoded(body: Buffer, encoding: unknown): string {
  if (encoding === "gzip") return gunzipSync(body).toString("utf8");
  if (encoding === "br") return brotliDecompressSync(body).toString("utf8");
  if (encoding === "deflate") return inflateSync(body).toString("utf8");
  return body.toString("utf8");
}

/** Only Next's scripts-only document is given words; a page that has its own is left alone. */
function readable(html: string, status: number, path: string): string {
  if (!html.includes('id="__next_error__"')) return html;
  const plain = plainPage(status, path);
  const style = /<style>[\s\S]*<\/style>/.exec(plain)?.[0] ?? "";
  const main = /<main>[\s\S]*<\/main>/.exec(plain)?.[0] ?? "";
  return html.replace("<body>", () => `<body><noscript>${style}${main}</noscript>`);
}
