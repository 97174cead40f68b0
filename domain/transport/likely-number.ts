const ones = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(" ");
const values = new Map<string, number>([
  ...ones.map((word, value): [string, number] => [word, value]),
  ["une", 1],
  ["vingt", 20],
  ["vingts", 20],
  ["trente", 30],
  ["quarante", 40],
  ["cinquante", 50],
  ["soixante", 60],
  ["cent", 100],
]);
const silent = new Set(["et", "place", "places"]);

/** The number that was probably meant by "huit", "cinquante-trois" or "8 places"; null when it cannot be told. */
export function likelyNumber(text: string): number | null {
  const figures = text.match(/\d+/g);
  if (figures) return figures.length === 1 && (figures[0] ?? "").length < 5 ? Number(figures[0]) : null;
  const found: string[] =
    text
      .toLowerCase()
      .normalize("NFC")
      .match(/\p{L}+/gu) ?? [];
  const words = found.filter((word) => !silent.has(word));
  let total = 0;
  for (const [index, word] of words.entries()) {
    const value = values.get(word);
    if (value === undefined) return null;
    // quatre-vingt
    total = value === 20 && total === 4 && index === 1 ? 80 : total + value;
  }
  return words.length > 0 ? total : null;
}
