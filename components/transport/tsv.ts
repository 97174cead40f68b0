/** Cells as spreadsheets put them on the clipboard: tabs between cells, quotes around what holds a line break. */

/** Rows of cells, all as long as written; a closing line break makes no row. */
export function readTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  const end = text.endsWith("\r\n") ? text.length - 2 : /[\r\n]$/.test(text) ? text.length - 1 : text.length;
  while (at <= end) {
    const quoted = text[at] === '"' ? quotedCell(text, at, end) : null;
    let next = quoted?.next ?? at;
    if (quoted === null) while (next < end && !"\t\r\n".includes(text[next] ?? "")) next += 1;
    cells.push(unguarded(quoted?.value ?? text.slice(at, next)));
    if (next >= end) break;
    if (text[next] !== "\t") {
      rows.push(cells);
      cells = [];
      if (text[next] === "\r" && text[next + 1] === "\n") next += 1;
    }
    at = next + 1;
  }
  rows.push(cells);
  return rows;
}

/** Null when what begins with a quote is no quoted cell: then it is text like any other. */
function quotedCell(text: string, start: number, end: number): { value: string; next: number } | null {
  let value = "";
  for (let at = start + 1; at < end; at += 1) {
    if (text[at] !== '"') value += text[at];
    else if (text[at + 1] === '"' && at + 1 < end) {
      value += '"';
      at += 1;
    } else return at + 1 >= end || "\t\r\n".includes(text[at + 1] ?? "") ? { value, next: at + 1 } : null;
  }
  return null;
}

export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quote).join("\t")).join("\n");
}

export function writeHtml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<td>${escaped(guarded(text)).replace(/\r?\n/g, "<br>")}</td>`;
  return `<table>${rows.map((cells) => `<tr>${cells.map(cell).join("")}</tr>`).join("")}</table>`;
}

function quote(text: string): string {
  const safe = guarded(text);
  return /[\t\r\n]|^"/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a spreadsheet would run as a formula stays text there; reading takes the mark off again. */
function guarded(text: string): string {
  return /^[=+@]|^-(?![\d.,]*$)/.test(text) ? `'${text}` : text;
}

function unguarded(text: string): string {
  return /^'[=+@-]/.test(text) ? text.slice(1) : text;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
