import { safePath } from "@/domain/kernel/safe-path";
import { localPath } from "./local-path";
import { routing } from "./routing";

/** Where the proxy writes the address that was asked for. */
export const pathHeader = "x-cortege-path";

/** The same page in the other language, its query kept: `/en/lille?x=1` from `/lille?x=1`, and back. */
export function otherLanguage(locale: string, asked: string | null) {
  const other = routing.locales.find((known) => known !== locale) ?? routing.defaultLocale;
  const bare = (asked ?? "/").replace(/^\/(?:fr|en)(?=[/?]|$)/, "");
  // Parsed without its prefix: `/en//host` would lead elsewhere.
  return { locale: other, href: localPath(other, safePath(bare.startsWith("?") ? `/${bare}` : bare, "/")) };
}
