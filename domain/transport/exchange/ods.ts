import { fileLimits, RowCollector, type Table } from "./workbook";
import { escapeXml, readXml } from "./xml";
import { type Archive, writeZip } from "./zip";

/** The sheets of an OpenDocument spreadsheet, each cell as it is shown. */
export async function readOds(archive: Archive): Promise<Table[]> {
  const xml = new TextDecoder().decode(await archive.read("content.xml"));
  const tables: Table[] = [];
  let rows = new RowCollector();
  let row: string[] = [];
  let rowCount = 1;
  let cell: { text: string; lines: number; count: number; value: string | null; down: number } | null = null;
  // Cells that span several rows say the same for each: what each column still has to say.
  let spans = new Map<number, { text: string; left: number }>();
  let inNote = 0;
  let inText = 0;
  const begin = (attributes: ReadonlyMap<string, string>) => ({
    text: "",
    lines: 0,
    count: repeated(attributes, "number-columns-repeated"),
    value: plainValue(attributes),
    down: repeated(attributes, "number-rows-spanned"),
  });
  const end = (covered: boolean) => {
    if (!cell) return;
    const fits = Math.min(cell.count, fileLimits.columns + 1 - row.length);
    for (let n = 0; n < fits; n++) {
      const span = spans.get(row.length);
      if (covered && span && span.left > 0) {
        span.left -= 1;
        row.push(span.text);
        continue;
      }
      const text = cell.value ?? cell.text;
      if (cell.down > 1) spans.set(row.length, { text, left: cell.down - 1 });
      row.push(text);
    }
    cell = null;
  };
  for (const step of readXml(xml)) {
    if (step.kind === "text") {
      if (cell && inText > 0 && inNote === 0) cell.text += step.text;
      continue;
    }
    const { name } = step;
    const opens = step.kind === "open";
    if (name === "table" && opens) {
      rows = new RowCollector();
      spans = new Map();
      tables.push({ name: step.attributes.get("name") ?? "", rows: rows.rows });
    } else if (name === "table") rows.done();
    else if (name === "table-row" && opens) {
      row = [];
      rowCount = repeated(step.attributes, "number-rows-repeated");
      if (step.empty) rows.add([], rowCount);
    } else if (name === "table-row") rows.add(row, rowCount);
    else if (name === "table-cell" || name === "covered-table-cell") {
      if (opens) cell = begin(step.attributes);
      if (!opens || step.empty) end(name === "covered-table-cell");
    } else if (name === "annotation") inNote += opens && !step.empty ? 1 : opens ? 0 : -1;
    else if (name === "p" && cell && inNote === 0) {
      if (opens && cell.lines > 0) cell.text += "\n";
      if (opens) cell.lines += 1;
      if (!(opens && step.empty)) inText += opens ? 1 : -1;
    } else if (opens && cell && inText > 0 && inNote === 0) {
      if (name === "s") cell.text += " ".repeat(Math.min(repeated(step.attributes, "c"), 100));
      if (name === "tab") cell.text += "\t";
      if (name === "line-break") cell.text += "\n";
    }
  }
  return tables;
}

function repeated(attributes: ReadonlyMap<string, string>, name: string): number {
  const count = Number(attributes.get(name) ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}

/** Times, days and numbers as they are, not as one spreadsheet's settings show them; null where the text counts. */
function plainValue(attributes: ReadonlyMap<string, string>): string | null {
  switch (attributes.get("value-type")) {
    case "float":
      return attributes.get("value") ?? null;
    case "date":
      return (
        attributes
          .get("date-value")
          ?.replace("T", " ")
          .replace(/:\d\d(?:\.\d+)?$/, "")
          .replace(/ 00:00$/, "") ?? null
      );
    case "time": {
      const found = /^PT(\d+)H(\d+)M/.exec(attributes.get("time-value") ?? "");
      return found ? `${found[1]?.padStart(2, "0")}:${found[2]?.padStart(2, "0")}` : null;
    }
    default:
      return null;
  }
}

/** An OpenDocument spreadsheet of one sheet; every cell is text. */
export function writeOds({ name, rows }: Table): Uint8Array<ArrayBuffer> {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const space = "urn:oasis:names:tc:opendocument:xmlns";
  const type = "application/vnd.oasis.opendocument.spreadsheet";
  const paragraph = (line: string) =>
    `<text:p>${escapeXml(line)
      .replaceAll("&#9;", "<text:tab/>")
      .replace(/^ | (?= )| $/g, "<text:s/>")}</text:p>`;
  const cell = (text: string) =>
    text === ""
      ? "<table:table-cell/>"
      : `<table:table-cell office:value-type="string">${text.split("\n").map(paragraph).join("")}</table:table-cell>`;
  const body = rows.map((row) => `<table:table-row>${row.map(cell).join("")}</table:table-row>`);
  return writeZip([
    ["mimetype", type],
    [
      "META-INF/manifest.xml",
      `${head}<manifest:manifest xmlns:manifest="${space}:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    ],
    [
      "content.xml",
      `${head}<office:document-content xmlns:office="${space}:office:1.0" xmlns:table="${space}:table:1.0" xmlns:text="${space}:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="${escapeXml(name)}">${body.join("")}</table:table></office:spreadsheet></office:body></office:document-content>`,
    ],
  ]);
}
