/** A cookie to set, as pages set it. `expires` in the past clears it. */
export type CookieToSet = {
  name: string;
  value: string;
  options: { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean; expires: Date };
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a browser is known: one that asked for a code, and one that has proved an address. */
export const askedMs = DAY_MS;
export const provedMs = 180 * DAY_MS;
/** What browsers allow at most. The server decides when a session ends; the cookie only must not end before it. */
const longestMs = 400 * DAY_MS;

export const sessionCookieName = (secureCookies: boolean) => named("session", secureCookies);
/** Knows a browser again between asking for a code and typing it. */
export const browserCookieName = (secureCookies: boolean) => named("browser", secureCookies);

/** Says which address this browser has proved before, by a keyed hash that only the server can make. */
export const knownCookieName = (secureCookies: boolean) => named("known", secureCookies);

/** Leads back to the declaration that this browser writes; the server keeps what was typed. */
export const declarationCookieName = (secureCookies: boolean) => named("declaration", secureCookies);

/** Over https the prefix binds the cookie to this very host: no neighbouring site can plant one. */
function named(name: string, secureCookies: boolean): string {
  return secureCookies ? `__Host-cortege.${name}` : `cortege.${name}`;
}

export function longCookie(name: string, value: string, secureCookies: boolean, now: Date): CookieToSet {
  return cookie(name, value, secureCookies, new Date(now.getTime() + longestMs));
}

export function clearedCookie(name: string, secureCookies: boolean): CookieToSet {
  return cookie(name, "", secureCookies, new Date(0));
}

/** One that ends with what it leads to. */
export function cookieUntil(name: string, value: string, secureCookies: boolean, expires: Date): CookieToSet {
  return cookie(name, value, secureCookies, expires);
}

function cookie(name: string, value: string, secure: boolean, expires: Date): CookieToSet {
  return { name, value, options: { httpOnly: true, sameSite: "lax", path: "/", secure, expires } };
}

/** One cookie of a Cookie header; undefined when it is absent. */
export function cookieValue(header: string | null | undefined, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const equals = part.indexOf("=");
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}
