import { FileError } from "./workbook";

export type XmlStep =
  | { kind: "open"; name: string; attributes: ReadonlyMap<string, string>; empty: boolean }
  | { kind: "close"; name: string }
  | { kind: "text"; text: string };

const tag =
  /<(\/?)([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Goes through the XML of a spreadsheet, names without their prefix. No document type: whoever names entities of its own
 * is refused, so nothing can be made to swell or to reach outside.
 */
export function* readXml(xml: string): Generator<XmlStep> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new FileError("broken");
  let at = 0;
  for (const found of xml.matchAll(tag)) {
    if (found.index > at) yield { kind: "text", text: decode(xml.slice(at, found.index)) };
    at = found.index + found[0].length;
    const [, closing, name, attributes, empty, raw] = found;
    if (raw !== undefined) yield { kind: "text", text: raw };
    if (name === undefined) continue;
    if (closing) yield { kind: "close", name: local(name) };
    else yield { kind: "open", name: local(name), attributes: readAttributes(attributes ?? ""), empty: empty === "/" };
  }
}

export function escapeXml(text: string): string {
  return (
    text
      // XML 1.0 has no place for these, not even escaped.
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("\r", "&#13;")
      .replaceAll("\n", "&#10;")
      .replaceAll("\t", "&#9;")
  );
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single] of text.matchAll(attribute))
    attributes.set(local(name), decode(double ?? single ?? ""));
  return attributes;
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
