import { type FileKind, mediaTypes } from "./material";

const text = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(Math.max(0, from), Math.max(0, from) + length));

/**
 * What a file is by what stands in it, whatever its name says; null for what we do not keep. A PDF that brings a program
 * or another file, and a document with macros, are such too.
 */
export function fileKind(bytes: Uint8Array): FileKind | null {
  if (text(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (/^%PDF-[12]\.\d/.test(text(bytes, 0, 8))) return isQuietPdf(bytes) ? "pdf" : null;
  if (text(bytes, 0, 4) === "PK\x03\x04") return documentKind(bytes);
  return null;
}

/** Long enough not to appear by chance in what is compressed. */
const loud = ["/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia"];

function isQuietPdf(bytes: Uint8Array): boolean {
  if (!text(bytes, bytes.length - 1024, 1024).includes("%%EOF")) return false;
  const whole = new TextDecoder("latin1").decode(bytes);
  return !loud.some((word) => whole.includes(word));
}

/** An OpenDocument begins with its type, uncompressed, as its first file. */
function documentKind(bytes: Uint8Array): FileKind | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 100 || view.getUint16(8, true) !== 0 || text(bytes, 30, 8) !== "mimetype") return null;
  const from = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const type = text(bytes, from, Math.min(view.getUint32(18, true), 100));
  const kind = (["odt", "ods", "odp"] as const).find((each) => mediaTypes[each] === type) ?? null;
  const names = kind === null ? null : namesIn(bytes, view);
  return names?.includes("content.xml") && !names.some((name) => /^(Basic|Scripts)\//.test(name)) ? kind : null;
}

/** The names that the archive's own list holds; null where that list is not whole. */
function namesIn(bytes: Uint8Array, view: DataView): string[] | null {
  const end = Math.max(0, bytes.length - 66_000);
  let at = bytes.length - 22;
  while (at >= end && view.getUint32(at, true) !== 0x06054b50) at--;
  if (at < end) return null;
  const count = view.getUint16(at + 10, true);
  const names: string[] = [];
  let entry = view.getUint32(at + 16, true);
  for (let n = 0; n < count; n++) {
    if (entry + 46 > bytes.length || view.getUint32(entry, true) !== 0x02014b50) return null;
    const length = view.getUint16(entry + 28, true);
    names.push(text(bytes, entry + 46, Math.min(length, 1000)));
    entry += 46 + length + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return names;
}
