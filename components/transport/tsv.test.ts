import { describe, expect, it } from "vitest";
import { readTsv, writeHtml, writeTsv } from "./tsv";

describe("cells on the clipboard", () => {
  it("T63 · reads what LibreOffice, Excel and Google Sheets put there, lines within cells included", () => {
    expect(readTsv("Car 1\t53\r\nCar 2\t\r\n")).toEqual([
      ["Car 1", "53"],
      ["Car 2", ""],
    ]);
    expect(readTsv('a\t"deux\nlignes"\tc\nd')).toEqual([["a", "deux\nlignes", "c"], ["d"]]);
    expect(readTsv('"il dit ""oui"""\tb')).toEqual([['il dit "oui"', "b"]]);
    expect(readTsv("seul")).toEqual([["seul"]]);
    expect(readTsv("a\n\nb")).toEqual([["a"], [""], ["b"]]);
    expect(readTsv("\t")).toEqual([["", ""]]);
  });

  it("T63 · a quote that opens no quoted cell is text like any other", () => {
    expect(readTsv('"12" de rab\t5')).toEqual([['"12" de rab', "5"]]);
    expect(readTsv('"sans fin\tb\nc')).toEqual([['"sans fin', "b"], ["c"]]);
    expect(readTsv('5" et 6"')).toEqual([['5" et 6"']]);
  });

  it("T64 · what was copied is read back the same, and runs as no formula elsewhere", () => {
    const cells = [
      ['"entre guillemets"', "deux\nlignes", "a\tb"],
      ["=HYPERLINK(1)", "-5", "- un", "+33 6", "@moi"],
      ["", 'il "dit"', "<b>&"],
    ];
    const text = writeTsv(cells);
    expect(readTsv(text)).toEqual(cells);
    expect(text).not.toMatch(/(^|\t|\n)[=+@]/);
    expect(writeHtml(cells)).toContain("<td>'=HYPERLINK(1)</td>");
    expect(writeHtml(cells)).toContain("<td>&lt;b&gt;&amp;</td>");
    expect(writeHtml(cells)).toContain("<td>deux<br>lignes</td>");
  });
});
