import { headers } from "next/headers";

/** The configured origin, which the front of the server has put into these headers whatever the browser sent. */
export async function siteOrigin(): Promise<URL> {
  const head = await headers();
  return new URL(`${head.get("x-forwarded-proto") ?? "http"}://${head.get("host") ?? "localhost"}`);
}
