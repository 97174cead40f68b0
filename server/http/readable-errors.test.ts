import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { withReadableErrors } from "./readable-errors";

const blank = '<!DOCTYPE html><html id="__next_error__"><head></head><body><script>1</script></body></html>';
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function ask(pages: RequestListener, headers: Record<string, string> = {}, method = "GET") {
  const server = createServer(withReadableErrors(pages));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/inconnu`, { headers, method });
  return { status: answer.status, text: await answer.text() };
}

test("a scripts-only « not found » page says in words that nothing is there", async () => {
  const { status, text } = await ask((_request, response) => {
    response.statusCode = 404;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.write(blank.slice(0, 50));
    response.end(blank.slice(50));
  });
  expect(status).toBe(404);
  expect(text).toContain("<noscript>");
  expect(text).toContain("<h1>Cette page n’existe pas</h1>");
  expect(text).toContain("<script>1</script>");
});

test("a compressed one too, and its length is that of what is sent", async () => {
  const { status, text } = await ask((_request, response) => {
    response.writeHead(500, { "content-type": "text/html" });
    response.end(blank);
  });
  expect(status).toBe(500);
  const zipped = await ask((_request, response) => {
    response.statusCode = 500;
    response.setHeader("content-type", "text/html");
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(blank));
  });
  expect(zipped.text).toContain("<h1>Quelque chose n’a pas marché</h1>");
  expect(text.length).toBeGreaterThan(0);
});

test("a form that is refused in bare words is told so on a page; a script that asked is not", async () => {
  const refused: RequestListener = (_request, response) => {
    response.writeHead(409, { "content-type": "text/plain" });
    response.end("Unavailable.");
  };
  const { status, text } = await ask(refused, {}, "POST");
  expect(status).toBe(409);
  expect(text).toContain("<h1>Cette page a changé depuis que vous l’avez ouverte</h1>");
  expect(await ask(refused, { "next-action": "00" }, "POST")).toEqual({ status: 409, text: "Unavailable." });
});

test.each([
  ["a page that is there", 200, "text/html", {}],
  ["a missing file", 404, "text/plain", {}],
  ["what a script of the page asks for", 404, "text/html", { rsc: "1" }],
])("%s goes through as it came", async (_what, status, type, headers) => {
  const answer = await ask(
    (_request, response) => {
      response.writeHead(status as number, { "content-type": type as string });
      response.end(blank);
    },
    headers as Record<string, string>,
  );
  expect(answer).toEqual({ status, text: blank });
});
