/** What a spreadsheet would run as a formula when it opens the file. */
const formula = /^[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/** For French spreadsheets: UTF-8 with its mark, semicolons, and nothing that would run as a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) => row.map((cell) => quote(guard(cell))).join(";");
  return `\uFEFF${rows.map(line).join("\r\n")}\r\n`;
}

function guard(cell: string): string {
  return formula.test(cell) || guarded.test(cell) ? `'${cell}` : cell;
}

/** Without the sign that `guard` put before it. */
export function bareCell(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}

function quote(cell: string): string {
  return /[";\n\r\t,]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
