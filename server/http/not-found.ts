import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

/** The page that says so, by language. Asked for by its own name it answers 404 too. */
const pagePath = "/introuvable";

/**
 * Pages that call `notFound()` come from Next without content, to be filled in by scripts. Whoever reads without
 * JavaScript gets the same page from the server instead: the empty answer is dropped before a byte of it is sent, and
 * the page is rendered in its place, always with the status 404.
 */
export function withNotFoundPage(pages: RequestListener): RequestListener {
  return (request, response) => {
    const [path = "/"] = (request.url ?? "/").split("?");
    const ours = path === pagePath || path === `/en${pagePath}`;
    if (ours) keepStatus(response, 404);
    // Next's own navigation, and what is not read as a document, need no page.
    else if (request.method === "GET" && !request.headers.rsc) {
      const instead = asIfFor(request, path === "/en" || path.startsWith("/en/") ? `/en${pagePath}` : pagePath);
      dropNotFound(response, () => {
        keepStatus(response, 404);
        pages(instead, response);
      });
    }
    pages(request, response);
  };
}

/** Lets everything through but a 404 document: that one is swallowed, and `renderInstead` called at its end. */
function dropNotFound(response: ServerResponse, renderInstead: () => void): void {
  const before = response.getHeaders();
  const { write, end, writeHead, flushHeaders } = response;
  const send = { write, end, writeHead, flushHeaders };
  const isEmptyNotFound = () =>
    !response.headersSent &&
    response.statusCode === 404 &&
    String(response.getHeader("content-type") ?? "").startsWith("text/html");
  let dropping = false;

  // Compression sends the head by itself, before the first byte of the body.
  response.writeHead = ((...args: Parameters<typeof send.writeHead>) => {
    dropping ||= isEmptyNotFound();
    return dropping ? response : send.writeHead.apply(response, args);
  }) as typeof response.writeHead;
  response.flushHeaders = () => {
    if (!isEmptyNotFound()) send.flushHeaders.call(response);
  };
  response.write = ((...args: Parameters<typeof send.write>) => {
    dropping ||= isEmptyNotFound();
    return dropping || send.write.apply(response, args);
  }) as typeof response.write;
  response.end = ((...args: Parameters<typeof send.end>) => {
    dropping ||= isEmptyNotFound();
    if (!dropping) return send.end.apply(response, args);
    Object.assign(response, send);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    for (const [name, value] of Object.entries(before)) if (value !== undefined) response.setHeader(name, value);
    // Two renderings listen to this one answer.
    response.setMaxListeners(2 * response.getMaxListeners());
    renderInstead();
    return response;
  }) as typeof response.end;
}

function keepStatus(response: ServerResponse, status: number): void {
  Object.defineProperty(response, "statusCode", { get: () => status, set: () => undefined, configurable: true });
}

/** The same request, for another path: Next keeps notes on the request object, which must not be carried over. */
function asIfFor(request: IncomingMessage, url: string): IncomingMessage {
  const copy: IncomingMessage = Object.create(request);
  copy.url = url;
  return copy;
}
