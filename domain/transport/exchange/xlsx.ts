import { RowCollector, type Table } from "./workbook";
import { escapeXml, readXml } from "./xml";
import { type Archive, writeZip } from "./zip";

/** The sheets of an Excel workbook, hidden ones left out, each cell as it is shown. */
export async function readXlsx(archive: Archive): Promise<Table[]> {
  const text = async (name: string) =>
    archive.names.has(name) ? new TextDecoder().decode(await archive.read(name)) : "";
  const targets = relations(await text("xl/_rels/workbook.xml.rels"));
  const shared = sharedStrings(await text("xl/sharedStrings.xml"));
  const dated = datedStyles(await text("xl/styles.xml"));
  const { sheets, since1904 } = sheetList(await text("xl/workbook.xml"));
  const tables: Table[] = [];
  for (const { name, relation } of sheets) {
    const target = targets.get(relation)?.replace(/^\/?(?:xl\/)?/, "xl/");
    if (!target) continue;
    tables.push({ name, rows: readSheet(await text(target), { shared, dated, since1904 }) });
  }
  return tables;
}

function relations(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const step of readXml(xml)) {
    if (step.kind === "open" && step.name === "Relationship")
      targets.set(step.attributes.get("Id") ?? "", step.attributes.get("Target") ?? "");
  }
  return targets;
}

function sheetList(xml: string): { sheets: { name: string; relation: string }[]; since1904: boolean } {
  const sheets: { name: string; relation: string }[] = [];
  let since1904 = false;
  for (const step of readXml(xml)) {
    if (step.kind !== "open") continue;
    const { attributes } = step;
    if (step.name === "workbookPr") since1904 = ["1", "true"].includes(attributes.get("date1904") ?? "");
    if (step.name === "sheet" && !attributes.get("state")?.includes("idden"))
      sheets.push({ name: attributes.get("name") ?? "", relation: attributes.get("id") ?? "" });
  }
  return { sheets, since1904 };
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let current = "";
  let reading = false;
  let spoken = false;
  for (const step of readXml(xml)) {
    if (step.kind === "open" && step.name === "si") {
      current = "";
      if (step.empty) strings.push("");
    } else if (step.kind === "close" && step.name === "si") strings.push(current);
    // Text lies in `t`; how a word is pronounced, in `rPh`, is no part of it.
    else if (step.kind !== "text" && step.name === "rPh") spoken = step.kind === "open";
    else if (step.kind === "open") reading = step.name === "t" && !step.empty;
    else if (step.kind === "close") reading = false;
    else if (reading && !spoken) current += step.text;
  }
  return strings;
}

/** Which cell styles show a number as a day or a time. */
function datedStyles(xml: string): boolean[] {
  const formats = new Map<string, string>();
  const styles: boolean[] = [];
  let inCells = false;
  for (const step of readXml(xml)) {
    if (step.kind === "text") continue;
    if (step.name === "cellXfs") inCells = step.kind === "open";
    if (step.kind !== "open") continue;
    const { attributes } = step;
    if (step.name === "numFmt") formats.set(attributes.get("numFmtId") ?? "", attributes.get("formatCode") ?? "");
    if (step.name !== "xf" || !inCells) continue;
    const id = attributes.get("numFmtId") ?? "0";
    const code = formats.get(id)?.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
    const builtIn = (Number(id) >= 14 && Number(id) <= 22) || (Number(id) >= 45 && Number(id) <= 47);
    styles.push(code === undefined ? builtIn : /[dmyhsj]/i.test(code));
  }
  return styles;
}

type Reading = { shared: readonly string[]; dated: readonly boolean[]; since1904: boolean };

function readSheet(xml: string, reading: Reading): string[][] {
  const rows = new RowCollector();
  const merges: string[] = [];
  let row: string[] = [];
  let at = { column: 0, type: "n", style: 0, value: "" };
  let inValue = false;
  let line = 0;
  for (const step of readXml(xml)) {
    if (step.kind === "text") {
      if (inValue) at.value += step.text;
      continue;
    }
    if (step.kind === "open" && step.name === "row") {
      const number = Number(step.attributes.get("r") ?? line + 1);
      if (number > line + 1) rows.add([], number - line - 1);
      line = Math.max(number, line + 1);
      row = [];
      if (step.empty) rows.add([]);
    } else if (step.kind === "close" && step.name === "row") rows.add(row);
    else if (step.kind === "open" && step.name === "c") {
      const column = columnOf(step.attributes.get("r")) ?? row.length;
      const type = step.attributes.get("t") ?? "n";
      at = { column, type, style: Number(step.attributes.get("s") ?? 0), value: "" };
    } else if (step.kind === "close" && step.name === "c") {
      if (at.column < 500) {
        while (row.length < at.column) row.push("");
        row[at.column] = shown(at, reading);
      }
    } else if (step.name === "v" || step.name === "t") inValue = step.kind === "open" && !step.empty;
    else if (step.kind === "open" && step.name === "mergeCell") merges.push(step.attributes.get("ref") ?? "");
  }
  for (const merge of merges) fillDown(rows.rows, merge);
  return rows.done();
}

function shown(cell: { type: string; style: number; value: string }, { shared, dated, since1904 }: Reading): string {
  const { type, value } = cell;
  if (type === "s") return shared[Number(value)] ?? "";
  if (type === "e") return "";
  if (type === "b") return value === "1" ? "oui" : "non";
  if (type !== "n" || value === "") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (dated[cell.style]) return momentText(number, since1904);
  // 0.1 + 0.2 as a spreadsheet shows it.
  return String(Number(number.toPrecision(12)));
}

/** A day counted from 1900 (or 1904) with its time as the fraction, as people write it. */
export function momentText(serial: number, since1904 = false): string {
  const minutes = Math.round(serial * 1440);
  const time = new Date((minutes % 1440) * 60_000).toISOString().slice(11, 16);
  const day = Math.floor(minutes / 1440);
  if (day <= 0) return time;
  // Excel counts a 29 February 1900 that never was: days of our century are right with this beginning.
  const start = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const moment = new Date(start + day * 86_400_000);
  if (Number.isNaN(moment.getTime())) return String(serial);
  const date = moment.toISOString().slice(0, 10);
  return minutes % 1440 === 0 ? date : `${date} ${time}`;
}

/** "BC12" is column 54, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (!letters) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A cell that spans several rows says the same for each of them. */
function fillDown(rows: string[][], reference: string): void {
  const [first = "", last = first] = reference.split(":");
  const [column, end] = [columnOf(first), columnOf(last)];
  const from = Number(/\d+$/.exec(first)?.[0]) - 1;
  const to = Math.min(Number(/\d+$/.exec(last)?.[0]) - 1, rows.length - 1);
  if (column === null || column !== end || !(to > from)) return;
  const value = rows[from]?.[column] ?? "";
  for (let line = from + 1; line <= to; line++) {
    const row = rows[line];
    if (!row || row.length === 0) continue;
    while (row.length <= column) row.push("");
    row[column] = value;
  }
}

/** An Excel workbook of one sheet; every cell is text, so nothing is a formula or loses a zero. */
export function writeXlsx({ name, rows }: Table): Uint8Array<ArrayBuffer> {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const cell = (text: string, row: number, column: number) =>
    text === ""
      ? ""
      : `<c r="${columnName(column)}${row}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  const body = rows.map((row, n) => `<row r="${n + 1}">${row.map((text, c) => cell(text, n + 1, c)).join("")}</row>`);
  return writeZip([
    [
      "[Content_Types].xml",
      `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${head}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="${escapeXml(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    [
      "xl/worksheets/sheet1.xml",
      `${head}<worksheet xmlns="${main}"><sheetData>${body.join("")}</sheetData></worksheet>`,
    ],
  ]);
}

/** Excel takes at most 31 signs, and none of these. */
function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31) || "1";
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
