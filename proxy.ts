import { NextRequest } from "next/server";
import createMiddleware from "next-intl/middleware";
import { pathHeader } from "./app/i18n/other-language";
import { routing } from "./app/i18n/routing";

const localise = createMiddleware(routing);

/** Finds the language of the address, and tells pages what the address is: they link to the same one in the other. */
export default function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  return localise(new NextRequest(request, { headers }));
}

export const config = { matcher: ["/((?!api|_next|_vercel|collab|socket.io|.*\\..*).*)"] };
