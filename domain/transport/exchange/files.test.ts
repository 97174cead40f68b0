import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeCsv } from "@/domain/kernel/csv";
import { parseCsv } from "./csv";
import { writeOds } from "./ods";
import { readWorkbook } from "./read-workbook";
import { FileError, fileLimits } from "./workbook";
import { momentText, writeXlsx } from "./xlsx";
import { openZip, writeZip } from "./zip";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const problemOf = (bytes: Uint8Array) =>
  readWorkbook(bytes).then(
    () => null,
    (error: unknown) => (error instanceof FileError ? error.problem : error),
  );

// Cells as people fill them: any text without control signs, and lines; no blank ends, which a spreadsheet does not keep.
const cell = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.constantFrom("=1+1", "+33 6", "-5", "@x", "'=x", "a;b", 'dit "oui"', "deux\nlignes", " bords ", "a\tb"),
  )
  .map((text) => text.replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ""));
const rows = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 })
  .map((list) => list.map((row) => [...row, "fin"]));

describe("T40 · what is written in a file is read again, sign by sign", () => {
  test("CSV", () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(parseCsv(writeCsv(list))).toEqual(list);
      }),
    );
  });
  test("XLSX and ODS", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        for (const write of [writeXlsx, writeOds])
          expect(await readWorkbook(write({ name: "Trajets", rows: list }))).toEqual([{ name: "Trajets", rows: list }]);
      }),
      { numRuns: 40 },
    );
  });
});

test("T41 · a CSV runs nothing in a spreadsheet: = + - @, tab and return stand behind a sign", () => {
  const text = writeCsv([["=HYPERLINK(1)", "+33", "-5", "@x", "\tx", "\rx", "53", "'=x"]]);
  expect(text.startsWith("\uFEFF")).toBe(true);
  expect(text.slice(1).trimEnd().split(";")).toEqual([
    "'=HYPERLINK(1)",
    "'+33",
    "'-5",
    "'@x",
    `"'\tx"`,
    `"'\rx"`,
    "53",
    "''=x",
  ]);
});

test("T40 · commas, tabs and semicolons, Windows letters and UTF-16 are understood", async () => {
  expect(parseCsv("Ville,Places\nLille,53\n")).toEqual([
    ["Ville", "Places"],
    ["Lille", "53"],
  ]);
  expect(parseCsv('Ville\tH dép\r\n"Lens; gare"\t6h30')).toEqual([
    ["Ville", "H dép"],
    ["Lens; gare", "6h30"],
  ]);
  const windows = Uint8Array.from([..."Dunkerque;d"].map((sign) => sign.charCodeAt(0)).concat(0xe9, 0x70));
  expect((await readWorkbook(windows))[0]?.rows).toEqual([["Dunkerque", "dép"]]);
  const wide = Uint8Array.from([
    0xff,
    0xfe,
    ...[..."é;x"].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
  ]);
  expect((await readWorkbook(wide))[0]?.rows).toEqual([["é", "x"]]);
});

test("T42 · too big, too long, swelling, locked, old or broken: refused with its reason, and nothing hangs", async () => {
  expect(await problemOf(new Uint8Array(fileLimits.bytes + 1))).toBe("too_big");
  expect(await problemOf(bytesOf("a\n".repeat(fileLimits.rows + 1)))).toBe("too_many_rows");
  expect(await problemOf(bytesOf(""))).toBe("empty");
  expect(await problemOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).toBe("old_excel");
  expect(await problemOf(Uint8Array.from([1, 0, 2]))).toBe("not_a_table");
  expect(await problemOf(bytesOf("PK but no archive, however one reads it"))).toBe("broken");
  expect(await problemOf(writeZip([["readme.txt", "nothing"]]))).toBe("not_a_table");
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>';
  expect(await problemOf(writeZip([["content.xml", doctype]]))).toBe("broken");
  const locked = writeZip([["content.xml", "<x/>"]]);
  const at = locked.length - 22 - (46 + "content.xml".length);
  locked[at + 8] = 1;
  expect(await problemOf(locked)).toBe("locked");
  for (let cut = 4; cut < locked.length; cut += 7) expect(await problemOf(locked.slice(0, cut))).toBe("broken");
});

test("T42 · a small archive that unpacks to a hundred megabytes is stopped on the way", async () => {
  const zeros = new Blob([new Uint8Array(100 * 1024 * 1024)])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  const packed = new Uint8Array(await new Response(zeros).arrayBuffer());
  expect(packed.length).toBeLessThan(200_000);
  const bomb = asDeflated(packed);
  expect(await problemOf(bomb)).toBe("unpacks_too_big");
});

test("T42 · a row that repeats a million times counts only where it holds something", async () => {
  const sheet = (cells: string) =>
    `<table:table table:name="x"><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048575">${cells}</table:table-row></table:table>`;
  const blank = sheet('<table:table-cell table:number-columns-repeated="16384"/>');
  expect((await readWorkbook(writeZip([["content.xml", blank]])))[0]?.rows).toEqual([["a"]]);
  const full = sheet("<table:table-cell><text:p>a</text:p></table:table-cell>");
  expect(await problemOf(writeZip([["content.xml", full]]))).toBe("too_many_rows");
});

test("T40 · times and days of a workbook are read as people write them, merged cells for each of their rows", async () => {
  expect(momentText(0.270833333)).toBe("06:30");
  expect(momentText(46355)).toBe("2026-11-29");
  expect(momentText(46355.354166667)).toBe("2026-11-29 08:30");
  const sheet = `<worksheet><sheetData>
    <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>0.270833333333333</v></c><c r="C2"><v>53</v></c></row>
    <row r="3"><c r="B3" t="str"><f>1+1</f><v>6 h 30</v></c></row></sheetData>
    <mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>`;
  const book = writeZip([
    [
      "xl/workbook.xml",
      '<workbook><sheets><sheet name="Nov" sheetId="1" r:id="r1"/><sheet name="x" state="hidden" r:id="r1"/></sheets></workbook>',
    ],
    [
      "xl/_rels/workbook.xml.rels",
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ],
    ["xl/sharedStrings.xml", "<sst><si><r><t>Lille </t></r><r><t>GP &amp; co</t></r><rPh><t>x</t></rPh></si></sst>"],
    [
      "xl/styles.xml",
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="hh&quot; h &quot;mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    ],
    ["xl/worksheets/sheet1.xml", sheet],
  ]);
  const [table, ...others] = await readWorkbook(book);
  expect(others).toEqual([]);
  expect(table?.rows).toEqual([[], ["Lille GP & co", "06:30", "53"], ["Lille GP & co", "6 h 30"]]);
});

/** One deflated entry, as another program would write it. */
function asDeflated(packed: Uint8Array): Uint8Array {
  const stored = writeZip([["content.xml", ""]]);
  const name = "content.xml".length;
  const whole = new Uint8Array(stored.length + packed.length);
  whole.set(stored.slice(0, 30 + name));
  whole.set(packed, 30 + name);
  whole.set(stored.slice(30 + name), 30 + name + packed.length);
  const view = new DataView(whole.buffer);
  const central = 30 + name + packed.length;
  view.setUint16(central + 10, 8, true);
  view.setUint32(central + 20, packed.length, true);
  view.setUint32(whole.length - 22 + 16, central, true);
  expect(openZip(whole).names.has("content.xml")).toBe(true);
  return whole;
}
