import { parseCsv } from "./csv";
import { readOds } from "./ods";
import { FileError, fileLimits, type Table } from "./workbook";
import { readXlsx } from "./xlsx";
import { openZip } from "./zip";

/**
 * The sheets of a file that hold something, whatever its name says it is: CSV, ODS or XLSX, told by its contents.
 * Throws `FileError`.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Table[]> {
  if (bytes.length > fileLimits.bytes) throw new FileError("too_big");
  const tables = await read(bytes);
  const full = tables.filter((table) => table.rows.some((row) => row.length > 0));
  if (full.length === 0) throw new FileError("empty");
  return full;
}

async function read(bytes: Uint8Array): Promise<Table[]> {
  const [a, b, c, d] = bytes;
  if (a === 0x50 && b === 0x4b) {
    const archive = openZip(bytes);
    if (archive.names.has("xl/workbook.xml")) return readXlsx(archive);
    if (archive.names.has("content.xml")) return readOds(archive);
    throw new FileError("not_a_table");
  }
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) throw new FileError("old_excel");
  return [{ name: "", rows: parseCsv(decode(bytes)) }];
}

/** Spreadsheets write UTF-8, or what Windows wrote before; a NUL is in neither. */
function decode(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  if (bytes.includes(0)) throw new FileError("not_a_table");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
