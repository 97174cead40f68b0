import { localPath } from "@/app/i18n/local-path";
import { siteOrigin } from "./site-origin";

/** What a form with a file brings: no such form brings no bytes. Its size was bounded before. */
export async function sentFile(request: Request): Promise<{ bytes: Uint8Array; material?: string }> {
  try {
    const form = await request.formData();
    const [file, material] = [form.get("file"), form.get("material")];
    if (file instanceof File)
      return {
        bytes: new Uint8Array(await file.arrayBuffer()),
        ...(typeof material === "string" && material !== "" && { material }),
      };
  } catch {
    // Not a form that can be read: as if no file was chosen.
  }
  return { bytes: new Uint8Array() };
}

/** Back to the page of the form, which says what became of the file. */
export async function backTo(request: Request, path: string): Promise<Response> {
  const locale = new URL(request.url).searchParams.get("langue") === "en" ? "en" : "fr";
  const location = new URL(localPath(locale, path), await siteOrigin()).href;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
