import { createHash } from "node:crypto";
import { type DemoData, demoId } from "./demo-data";
import type { Shift } from "./shift-dates";

const wanted = ["m-affiche", "m-tract", "m-tract-facile"];

/** What the first coalition says of itself. */
export const demoPresentation = `Associations, habitantes et habitants de Lille, de Lens, de Dunkerque et d’alentour : nous montons à Paris ensemble, **en car, en train et à vélo**.

## Venez comme vous êtes

- coller trois affiches dans votre rue,
- conduire une voiture ou tenir un stand,
- accueillir les personnes qui viennent pour la première fois.

*Une heure par semaine suffit.*`;

/** A few files of one page each, for the first coalition. */
export function materialRows(
  { materials, coalitions }: DemoData,
  shift: Shift,
  now: Date,
  coalitionIdOf: (id: string) => string,
) {
  const coalition = coalitions[0]?.id ?? "";
  const files = materials
    .filter(({ id }) => wanted.includes(id))
    .map(({ id, ...file }, position) => {
      const title = shift.text(file.title);
      const bytes = onePage([title, shift.text(file.description), "Fichier de démonstration"]);
      return { id: demoId("material", coalition, id), title, language: file.languages[0] ?? "fr", position, bytes };
    });
  return {
    materials: files.map(({ bytes, ...file }) => ({
      ...file,
      coalitionId: coalitionIdOf(coalition),
      licence: "cc-by-sa",
      kind: "pdf",
      size: bytes.length,
      hash: createHash("sha256").update(bytes).digest("hex"),
      changedAt: now,
    })),
    pieces: files.map(({ id, bytes }) => ({ materialId: id, place: 0, bytes })),
  };
}

/** A PDF of one page, in the letters that every reader has. */
function onePage(lines: readonly string[]): Buffer {
  const text = (line: string) =>
    line
      .replaceAll("’", "'")
      .replaceAll("œ", "oe")
      .replace(/[\\()]/g, "\\$&");
  const shown = lines
    .map((line, n) => `BT /F ${n === 0 ? 28 : 16} Tf 60 ${740 - 48 * n} Td (${text(line)}) Tj ET`)
    .join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    `<< /Length ${Buffer.byteLength(shown, "latin1")} >>\nstream\n${shown}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
  ];
  let body = "%PDF-1.4\n";
  const places = objects.map((object, n) => {
    const at = Buffer.byteLength(body, "latin1");
    body += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = Buffer.byteLength(body, "latin1");
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, "latin1");
}
