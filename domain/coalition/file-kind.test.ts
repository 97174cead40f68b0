import { expect, test } from "vitest";
import { fileKind } from "./file-kind";

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/** An archive whose files stand in it as they are. */
function archive(files: readonly (readonly [name: string, content: string])[]): Uint8Array {
  const number = (value: number, length: number) =>
    String.fromCharCode(...Array.from({ length }, (_, n) => (value >> (8 * n)) & 255));
  let body = "";
  let list = "";
  for (const [name, content] of files) {
    const sizes = number(content.length, 4) + number(content.length, 4) + number(name.length, 2) + number(0, 2);
    list += `PK\x01\x02${number(20, 2)}${number(20, 2)}${number(0, 12)}${sizes}${number(0, 10)}${number(body.length, 4)}${name}`;
    body += `PK\x03\x04${number(20, 2)}${number(0, 2)}${number(0, 2)}${number(0, 8)}${sizes}${name}${content}`;
  }
  const count = number(files.length, 2);
  return bytes(
    `${body}${list}PK\x05\x06${number(0, 4)}${count}${count}${number(list.length, 4)}${number(body.length, 4)}${number(0, 2)}`,
  );
}
const odt = "application/vnd.oasis.opendocument.text";
const document = (type: string, ...more: [string, string][]) =>
  archive([["mimetype", type], ["content.xml", "<x/>".repeat(20)], ...more]);

test("B46 · a file is what its bytes say, whatever its name", () => {
  expect(fileKind(bytes(`%PDF-1.7\n${"x".repeat(50)}\n%%EOF\n`))).toBe("pdf");
  expect(fileKind(bytes("\x89PNG\r\n\x1a\n"))).toBe("png");
  expect(fileKind(bytes("\xff\xd8\xff\xe0"))).toBe("jpeg");
  expect(fileKind(document(odt))).toBe("odt");
  expect(fileKind(document("application/vnd.oasis.opendocument.spreadsheet"))).toBe("ods");
});

test.each([
  ["a web page", bytes("<!doctype html><script>alert(1)</script>")],
  ["a drawing that may hold a program", bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")],
  ["a web page that hides a PDF", bytes("<html>%PDF-1.7\n%%EOF")],
  ["a PDF without end", bytes("%PDF-1.7\n<script>")],
  ["a PDF with a program", bytes("%PDF-1.7\n<< /S /JavaScript /JS (app.alert(1)) >>\n%%EOF")],
  ["a PDF with another file in it", bytes("%PDF-1.7\n<< /Type /EmbeddedFile >>\n%%EOF")],
  ["a document with macros", document(odt, ["Basic/Standard/Module1.xml", "x"])],
  ["a document with scripts", document(odt, ["Scripts/python/x.py", "x"])],
  ["a document whose list is cut off", document(odt).subarray(0, 120)],
  ["an archive of anything", archive([["index.html", "<script>".repeat(20)]])],
  ["an archive that says it is something else", document("application/java-archive")],
  ["nothing", bytes("")],
])("B46 · %s is not kept", (_, file) => {
  expect(fileKind(file)).toBeNull();
});
