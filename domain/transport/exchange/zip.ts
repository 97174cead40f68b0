import { FileError, fileLimits } from "./workbook";

const endSign = 0x06054b50;
const entrySign = 0x02014b50;
const localSign = 0x04034b50;
const mostEntries = 2000;

export type Archive = {
  names: ReadonlySet<string>;
  /** One file, unpacked; throws `FileError` once the archive has swollen beyond the limit. */
  read(name: string): Promise<Uint8Array>;
};

type Entry = { method: number; packed: number; offset: number };

/** Opens a ZIP archive that lies in memory; nothing is unpacked before it is read. */
export function openZip(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readEntries(view);
  let left: number = fileLimits.unpacked;
  return {
    names: new Set(entries.keys()),
    async read(name) {
      const entry = entries.get(name);
      if (!entry) throw new FileError("broken");
      const packed = packedBytes(view, entry);
      if (entry.method === 0) {
        left -= packed.length;
        if (left < 0) throw new FileError("unpacks_too_big");
        return packed;
      }
      if (entry.method !== 8) throw new FileError("broken");
      const unpacked = await inflate(packed, left);
      left -= unpacked.length;
      return unpacked;
    },
  };
}

function readEntries(view: DataView): Map<string, Entry> {
  let end = view.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== endSign) end--;
  if (end < 0) throw new FileError("broken");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  // Beyond these, or with the marks of a 64-bit archive, it is no spreadsheet of ours.
  if (count > mostEntries || at >= view.byteLength) throw new FileError("broken");
  const entries = new Map<string, Entry>();
  for (let n = 0; n < count; n++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySign) throw new FileError("broken");
    if (view.getUint16(at + 8, true) & 1) throw new FileError("locked");
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function packedBytes(view: DataView, { offset, packed }: Entry): Uint8Array {
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== localSign) throw new FileError("broken");
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > view.byteLength) throw new FileError("broken");
  return new Uint8Array(view.buffer, view.byteOffset + start, packed);
}

/** Piece by piece, so that what swells is stopped before it fills the memory. */
async function inflate(packed: Uint8Array, most: number): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new FileError("broken");
    });
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new FileError("unpacks_too_big");
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** An archive that is written file by file, each as it is, not packed: what is written need not be kept. */
export class ZipWriter {
  readonly #central: Uint8Array[] = [];
  #offset = 0;

  /** The bytes of a file, with what stands before it. */
  add(name: string, body: Uint8Array): Uint8Array[] {
    const label = new TextEncoder().encode(name);
    const sum = crc32(body);
    const local = header(30, localSign, label, body, sum, 0);
    this.#central.push(header(46, entrySign, label, body, sum, this.#offset));
    this.#offset += local.length + body.length;
    return [local, body];
  }

  /** What ends the archive. */
  end(): Uint8Array[] {
    const size = this.#central.reduce((total, part) => total + part.length, 0);
    const end = new Uint8Array(22);
    const view = new DataView(end.buffer);
    view.setUint32(0, endSign, true);
    view.setUint16(8, this.#central.length, true);
    view.setUint16(10, this.#central.length, true);
    view.setUint32(12, size, true);
    view.setUint32(16, this.#offset, true);
    return [...this.#central, end];
  }
}

/** An archive of files of text: a sheet is small. The first file comes first, as OpenDocument wants. */
export function writeZip(files: readonly (readonly [name: string, text: string])[]): Uint8Array<ArrayBuffer> {
  const writer = new ZipWriter();
  const parts = files.flatMap(([name, text]) => writer.add(name, new TextEncoder().encode(text)));
  parts.push(...writer.end());
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function header(length: 30 | 46, sign: number, label: Uint8Array, body: Uint8Array, sum: number, offset: number) {
  const bytes = new Uint8Array(length + label.length);
  const view = new DataView(bytes.buffer);
  // Beside the sign, the long header has one field more than the short one.
  const shift = length === 46 ? 2 : 0;
  view.setUint32(0, sign, true);
  if (length === 46) view.setUint16(4, 20, true);
  view.setUint16(4 + shift, 20, true);
  // Names are UTF-8.
  view.setUint16(6 + shift, 0x800, true);
  // 1 January 1980: the same sheet gives the same file.
  view.setUint16(12 + shift, 0x21, true);
  view.setUint32(14 + shift, sum, true);
  view.setUint32(18 + shift, body.length, true);
  view.setUint32(22 + shift, body.length, true);
  view.setUint16(26 + shift, label.length, true);
  if (length === 46) view.setUint32(42, offset, true);
  bytes.set(label, length);
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (crcTable[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
