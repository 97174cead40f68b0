import { bareCell } from "@/domain/kernel/csv";
import { RowCollector } from "./workbook";

const delimiters = [";", "\t", ","] as const;
/** Rows of a CSV or of a block copied from a spreadsheet. The delimiter is the one that parts the first lines most. */
export function parseCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, "");
  const delimiter = likelyDelimiter(source);
  const rows = new RowCollector();
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < source.length; at++) {
    const sign = source[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === delimiter) {
      row.push(bareCell(cell));
      cell = "";
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && source[at + 1] === "\n") at++;
      rows.add([...row, bareCell(cell)]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.add([...row, bareCell(cell)]);
  return rows.done();
}

function likelyDelimiter(source: string): string {
  const head = source
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r?\n/, 12);
  const counts = delimiters.map((sign) => head.reduce((sum, line) => sum + line.split(sign).length - 1, 0));
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ";";
}
