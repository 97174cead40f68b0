import { routing } from "./routing";

/** A path of ours in a language: French stands at the root, the others under their name. */
export function localeHref(locale: string, path: string): string {
  if (locale === routing.defaultLocale) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}
