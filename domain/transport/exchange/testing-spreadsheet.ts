import { escapeXml } from "./xml";
import { writeZip } from "./zip";

/*
 * A spreadsheet as a coalition really has one: a merged title, days as merged headings, three ways to write a time,
 * « complet », blank lines, a total, telephone numbers, and a second sheet: sixty trips and twenty, eighty in all. Made
 * up by rule, the same each time.
 */

export const messyHeadings = ["Ville", "H dép", "Nb places", "Arr.", "Réf", "Remarques", "Tél"] as const;
const towns = [
  "Lille GP",
  "Lens",
  "Dunkerque",
  "Roubaix",
  "Tourcoing",
  "Arras, gare",
  "Douai",
  "Valenciennes",
  "Béthune",
  "Saint-Omer",
];
const referents = ["Référent·e transports", "Référent·e logistique", ""];
const remarks = ["", "dépose à confirmer", "2 soutes", "=> voir avec l’équipe", "café au départ"];

/** One way after the other: « 6h30 », « 06:30 », « 6 h 30 ». */
function written(n: number, hour: number, minute: number): string {
  const two = (figure: number) => String(figure).padStart(2, "0");
  const ways = [`${hour}h${two(minute)}`, `${two(hour)}:${two(minute)}`, `${hour} h ${two(minute)}`];
  return ways[n % 3] ?? "";
}

/** Where the n-th trip leaves; the second one of a town is numbered. */
function placeOf(n: number): string {
  return `${towns[n % towns.length]}${n < towns.length ? "" : ` ${Math.floor(n / towns.length) + 1}`}`;
}

type Cell = string | { time: string } | { number: number } | { merged: string; across: number };

function novemberLines(): Cell[][] {
  const lines: Cell[][] = [
    [{ merged: "TRANSPORTS – tableau commun (ne pas effacer)", across: 7 }],
    [],
    [...messyHeadings],
    [{ merged: "Samedi : les premiers départs", across: 7 }],
  ];
  for (let n = 0; n < 60; n++) {
    if (n === 20) lines.push([], [{ merged: "Dimanche : les autres", across: 7 }]);
    if (n === 40) lines.push([], [...messyHeadings]);
    const [hour, minute] = [6 + (n % 4), (n % 4) * 10];
    const place = placeOf(n);
    lines.push([
      place,
      n % 7 === 3 ? { time: written(1, hour, minute) } : written(n, hour, minute),
      n % 5 === 4 ? "4" : { number: [53, 51, 49, 30][n % 4] ?? 53 },
      written(n + 1, hour + 4, 15),
      referents[n % 3] ?? "",
      remarks[n % 5] ?? "",
      `01 99 00 00 ${String(n).padStart(2, "0")}`,
    ]);
  }
  // What people get wrong.
  const wrong = (line: number, column: number, text: string) => {
    const cells = lines[line];
    if (cells) cells[column] = text;
  };
  wrong(11, 1, "6h3O");
  wrong(18, 2, "complet");
  wrong(22, 3, "3h00");
  wrong(35, 2, "une cinquantaine");
  for (const line of [40, 43]) wrong(line, 4, "Quelqu’un");
  lines.push([], ["Total", "", { number: 2400 }]);
  return lines;
}

function decemberLines(): Cell[][] {
  const lines: Cell[][] = [[...messyHeadings]];
  for (let n = 0; n < 20; n++)
    lines.push([`${placeOf(n)} retour`, written(n, 7, 30), { number: 53 }, "~ 11 h", "", "", ""]);
  return lines;
}

/** The spreadsheet as an ODS file. */
export function messySpreadsheet(): Uint8Array<ArrayBuffer> {
  const space = "urn:oasis:names:tc:opendocument:xmlns";
  const sheet = (name: string, lines: Cell[][]) =>
    `<table:table table:name="${name}">${lines.map((line) => `<table:table-row>${line.map(cellXml).join("")}</table:table-row>`).join("")}<table:table-row table:number-rows-repeated="1048400"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`;
  return writeZip([
    ["mimetype", "application/vnd.oasis.opendocument.spreadsheet"],
    [
      "META-INF/manifest.xml",
      `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="${space}:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    ],
    [
      "content.xml",
      `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="${space}:office:1.0" xmlns:table="${space}:table:1.0" xmlns:text="${space}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>${sheet("Novembre", novemberLines())}${sheet("Décembre", decemberLines())}</office:spreadsheet></office:body></office:document-content>`,
    ],
  ]);
}

function cellXml(cell: Cell): string {
  if (typeof cell === "string")
    return cell === ""
      ? "<table:table-cell/>"
      : `<table:table-cell office:value-type="string"><text:p>${escapeXml(cell)}</text:p></table:table-cell>`;
  if ("merged" in cell)
    return `<table:table-cell office:value-type="string" table:number-columns-spanned="${cell.across}" table:number-rows-spanned="1"><text:p>${escapeXml(cell.merged)}</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="${cell.across - 1}"/>`;
  if ("number" in cell)
    return `<table:table-cell office:value-type="float" office:value="${cell.number}"><text:p>${cell.number}</text:p></table:table-cell>`;
  const [hour, minute] = cell.time.split(":");
  return `<table:table-cell office:value-type="time" office:time-value="PT${hour}H${minute}M00S"><text:p>${cell.time}</text:p></table:table-cell>`;
}
