import { cookies, headers } from "next/headers";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import type { CookieToSet } from "@/server/account/cookies";
import { services } from "./services";

/** Who looks at this page or sends this form; read once per request. */
export const currentActor = cache(async () => services().account.actor(await cookieHeader()));

/** The request's Cookie header, for the use cases that read it themselves. */
export async function cookieHeader(): Promise<string | null> {
  return (await headers()).get("cookie");
}

/** What a use case needs to know of the request besides its input. The front writes the address, nobody else. */
export async function requestContext() {
  const received = await headers();
  return { cookie: received.get("cookie"), network: received.get("x-client-address"), locale: await getLocale() };
}

/** Sets what a use case asks for; only in actions. */
export async function setCookies(wanted: CookieToSet[]): Promise<void> {
  const jar = await cookies();
  for (const { name, value, options } of wanted) jar.set(name, value, options);
}
