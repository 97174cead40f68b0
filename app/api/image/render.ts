import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import type { ReactElement } from "react";

export const size = { width: 1200, height: 630 };

const keptAtMost = 48;
const drawnAtOnce = 3;
const kept = new Map<string, Promise<Buffer>>();
let drawing = 0;

/**
 * The picture whose content has this name, drawn once however many ask for it; the last few dozen are kept. Null when
 * too many others are being drawn: asking for all pictures of the site must not slow its pages.
 */
export function picture(etag: string, draw: () => Promise<ReactElement>): Promise<Buffer> | null {
  const known = kept.get(etag);
  if (known) return known;
  if (drawing >= drawnAtOnce) return null;
  drawing += 1;
  const drawn = render(draw).finally(() => {
    drawing -= 1;
  });
  kept.set(etag, drawn);
  drawn.catch(() => kept.delete(etag));
  for (const oldest of kept.keys()) {
    if (kept.size <= keptAtMost) break;
    kept.delete(oldest);
  }
  return drawn;
}

async function render(draw: () => Promise<ReactElement>): Promise<Buffer> {
  const [element, fonts] = await Promise.all([draw(), ourFonts()]);
  return Buffer.from(await new ImageResponse(element, { ...size, fonts }).arrayBuffer());
}

let fonts: ReturnType<typeof readFonts> | undefined;
function ourFonts() {
  fonts ??= readFonts();
  return fonts;
}

async function readFonts() {
  const read = async (file: string, name: string, weight: 400 | 700 | 800) => ({
    name,
    weight,
    data: await readFile(join(process.cwd(), "app/api/image/fonts", file)),
  });
  return Promise.all([
    read("atkinson-400.woff", "Atkinson", 400),
    read("atkinson-700.woff", "Atkinson", 700),
    read("bricolage-800.woff", "Bricolage", 800),
  ]);
}
