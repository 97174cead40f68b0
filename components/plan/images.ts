import { imageLimits } from "@/domain/plan/image";

const longestSide = 1600;

type Uploaded = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string };

/** Sends an image; a large one is made smaller here first, since most come from telephones. */
export async function uploadImage(href: string, file: Blob): Promise<Uploaded> {
  const image = file.size > imageLimits.bytes ? await smaller(file) : file;
  if (image === null) return { ok: false, code: "image_unreadable" };
  try {
    const answer = await fetch(href, { method: "POST", headers: { "content-type": image.type }, body: image });
    const said: unknown = await answer.json().catch(() => null);
    const text = (name: string) =>
      typeof said === "object" && said !== null ? String(Reflect.get(said, name) ?? "") : "";
    if (answer.ok) return { ok: true, id: text("id") };
    return { ok: false, code: text("code") || "image_too_large" };
  } catch {
    return { ok: false, code: "image_not_sent" };
  }
}

async function smaller(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return null;
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}

/** The bytes of a `data:` address. Fetching one is forbidden to our pages. */
export function blobOfData(address: string): Blob | null {
  const found = /^data:(image\/[\w.+-]+);base64,([\w+/=\s]+)$/.exec(address);
  if (!found) return null;
  const [, type, coded = ""] = found;
  try {
    return new Blob([Uint8Array.from(atob(coded.replace(/\s/g, "")), (sign) => sign.charCodeAt(0))], { type });
  } catch {
    return null;
  }
}
