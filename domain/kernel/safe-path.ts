// The parser below needs an origin; nothing is ever fetched from this one.
const NOWHERE = "http://cortege.invalid";

/**
 * The path (with its query) to go to after signing in, or `fallback` when the wish is not a path of this site.
 * It is parsed as a browser would: `//host`, `/\host`, tabs and other tricks resolve to another origin and are refused.
 */
export function safePath(wish: string | null | undefined, fallback: string): string {
  if (!wish?.startsWith("/") || wish.length > 2000) return fallback;
  let url: URL;
  try {
    url = new URL(wish, NOWHERE);
  } catch {
    return fallback;
  }
  if (url.origin !== NOWHERE || url.username || url.password) return fallback;
  const path = `${url.pathname}${url.search}`;
  // `/.//host` parses to the same origin, yet its normalised path `//host` would be another one.
  if (path.startsWith("//") || path.includes("\\")) return fallback;
  return path;
}
