/** The town to name beside a coalition, « none » where its name says it: as the messages take it. */
export const townBeside = (name: string, town: string): string => (name.includes(town) ? "none" : town);

/** « Coalition Climat 21 — Nord-Pas-de-Calais »: the family name stands small above the poster, the place is the title. */
export function splitName(name: string): { family: string | null; place: string } {
  const [family, ...rest] = name.split(/\s+[—–]\s+/);
  const place = rest.join(" – ");
  return family && place ? { family, place } : { family: null, place: name };
}
