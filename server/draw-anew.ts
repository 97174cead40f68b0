import sharp from "sharp";

/** What an image may unfold to: a photograph of a phone, and no bomb. */
const mostPixels = 50_000_000;
const longestSide = 1600;
const formats = new Set(["jpeg", "png", "webp", "gif", "avif", "heif"]);

export type Drawn = { bytes: Uint8Array; width: number; height: number };

/**
 * An image drawn anew, so that nothing stays of where and by whom it was taken; null for what is no image. What it is, is
 * found by decoding it, whatever its sender says.
 */
export async function drawAnew(
  sent: Uint8Array,
  wanted: { format: "webp" | "png" | "jpeg"; atMost: number; longest?: number },
): Promise<Drawn | null> {
  const { format, atMost, longest = longestSide } = wanted;
  try {
    const image = sharp(sent, { limitInputPixels: mostPixels, failOn: "error", animated: false });
    const { format: found } = await image.metadata();
    if (found === undefined || !formats.has(found)) return null;
    const { data, info } = await image
      .rotate()
      .resize(longest, longest, { fit: "inside", withoutEnlargement: true })
      .toFormat(format, { quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return data.length <= atMost ? { bytes: data, width: info.width, height: info.height } : null;
  } catch {
    return null;
  }
}
