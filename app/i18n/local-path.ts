import { routing } from "./routing";

/** A path of this site in a language: French ones stand at the root. */
export function localPath(locale: string, path: string): string {
  return locale === routing.defaultLocale ? path : `/${locale}${path.replace(/^\/(?=[?#]|$)/, "")}`;
}
