import { localPath } from "@/app/i18n/local-path";
import { siteOrigin } from "./site-origin";

/** The file of a form, in field `file`; what is no such form brings an empty one. Its size was bounded before. */
export async function sentFile(request: Request): Promise<{ name: string; bytes: Uint8Array }> {
  try {
    const file = (await request.formData()).get("file");
    if (file instanceof File) return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    // Not a form that can be read: as if no file was chosen.
  }
  return { name: "", bytes: new Uint8Array() };
}

/** Back to the page of the form, which says what became of the file. */
export async function backTo(request: Request, path: string): Promise<Response> {
  const locale = new URL(request.url).searchParams.get("langue") === "en" ? "en" : "fr";
  const location = new URL(localPath(locale, path), await siteOrigin()).href;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
