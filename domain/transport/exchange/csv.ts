import { RowCollector } from "./workbook";

const delimiters = [";", "\t", ","] as const;
/** What a spreadsheet would run as a formula when it opens the file. */
const formula = /^[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

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
      row.push(bare(cell));
      cell = "";
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && source[at + 1] === "\n") at++;
      rows.add([...row, bare(cell)]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.add([...row, bare(cell)]);
  return rows.done();
}

/** For French spreadsheets: UTF-8 with its mark, semicolons, and nothing that would run as a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) => row.map((cell) => quote(guard(cell))).join(";");
  return `\uFEFF${rows.map(line).join("\r\n")}\r\n`;
}

function guard(cell: string): string {
  return formula.test(cell) || guarded.test(cell) ? `'${cell}` : cell;
}

/** Without the sign that `guard` put before it. */
function bare(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}

function quote(cell: string): string {
  return /[";\n\r\t,]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function likelyDelimiter(source: string): string {
  const head = source
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r?\n/, 12);
  const counts = delimiters.map((sign) => head.reduce((sum, line) => sum + line.split(sign).length - 1, 0));
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ";";
}
