/** Signs that the fonts of our pictures have; anything else would be looked for on other people's servers. */
const known =
  /[^\u0020-\u007e\u00a0-\u00a8\u00aa-\u00ac\u00af-\u00ff\u0152\u0153\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac]/gu;

/** Letters of their own, which no accent makes, and what is read in their place. */
const plain = new Map(
  Object.entries({
    Ł: "L",
    ł: "l",
    Đ: "D",
    đ: "d",
    Ħ: "H",
    ħ: "h",
    Ŧ: "T",
    ŧ: "t",
    Ŋ: "N",
    ŋ: "n",
    ı: "i",
    ſ: "s",
    ẞ: "SS",
  }),
);

/** What the fonts have of a letter: itself in plain, or nothing. */
function plainSign(sign: string): string {
  const bare = sign.normalize("NFD").replace(/\p{M}/gu, "");
  return (plain.get(bare) ?? bare).replace(known, "");
}

/** What a picture can write of a text, at most `most` signs of it: accents that the fonts lack go, emoji too. */
export function plainText(text: string, most: number): string {
  const bare = text
    .normalize("NFC")
    .replaceAll("\u202f", "\u00a0")
    .replace(/\s+/gu, (space) => (space.includes("\u00a0") ? "\u00a0" : " "))
    .replace(known, plainSign)
    .trim();
  return bare.length > most ? `${bare.slice(0, most - 1).trimEnd()}…` : bare;
}
