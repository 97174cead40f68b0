import { plain } from "./plain";

/** What a column of a file may become. Those of our own export come in its order; `id` is how it finds its rows again. */
export const exported = [
  "departure",
  "mode",
  "title",
  "outbound",
  "return",
  "seats",
  "organiserSeats",
  "bookingDeadline",
  "owner",
  "state",
  "notes",
  "prices",
  "payment",
  "paymentLink",
  "wheelchairSpaces",
  "quietSeat",
  "luggage",
  "animals",
  "bring",
  "operator",
  "operatorPhone",
  "id",
] as const;
export const targets = [
  "title",
  "departTime",
  "departPlace",
  "arriveTime",
  "arrivePlace",
  "returnTime",
  "returnPlace",
  "day",
  ...exported.filter((name) => name !== "title"),
] as const;
export type Exported = (typeof exported)[number];
export type Target = (typeof targets)[number];

/** How people head such a column, in both languages and without accents; ours first. The test holds them to ours. */
const words: Record<Target, string> = {
  departure: "depart concerne|departure|mobilisation|evenement|event|manif|destination",
  day: "jour|date|day|date de depart|jour de depart",
  mode: "mode|moyen|transport|moyen de transport|vehicule|type|means|vehicle",
  title: "trajet|nom du trajet|nom|intitule|titre|trip|title|name",
  departTime: "heure de depart|departure time|h dep|heure|depart h|dep|h depart|horaire|heure depart|departs at|time",
  departPlace:
    "lieu de depart|place of departure|ville|ville de depart|lieu|point de depart|rdv|rendez vous|from|city|town|depart de",
  arriveTime: "heure d arrivee|arrival time|h arr|arrivee h|heure arrivee|arrives at",
  arrivePlace: "lieu d arrivee|place of arrival|arrivee a|depose|to",
  returnTime: "heure de retour|return time|h retour|retour h|heure retour",
  returnPlace: "lieu du retour|place of return|retour de",
  outbound: "arrets a l aller|outbound stops|aller|arrets|stops",
  return: "arrets au retour|return stops|retour",
  seats: "places|nb places|nombre de places|nbre places|nb de places|capacite|seats|number of seats",
  organiserSeats: "places pour l equipe|seats for the team|places equipe|places orga",
  bookingDeadline: "reservations jusqu au|bookings until|date limite|limite|cloture|deadline",
  owner:
    "personne referente|person in charge|qui s en occupe|ref|referent|referente|responsable|referent e|contact|owner",
  state: "etat|state|statut|status",
  notes: "note|notes|remarques|remarque|commentaires|commentaire|infos|comments|remarks",
  prices: "prix|prices|tarif|tarifs|price|participation",
  payment: "paiement|payment",
  paymentLink: "lien de paiement|payment link",
  wheelchairSpaces: "places en fauteuil|wheelchair spaces|fauteuils|pmr",
  quietSeat: "place au calme|quiet seat",
  luggage: "bagages|luggage",
  animals: "animaux|animals|pets",
  bring: "a apporter|what to bring|prevoir",
  operator: "autocariste|operator|transporteur|compagnie|loueur",
  operatorPhone: "telephone de l autocariste|operator s phone|tel autocariste|telephone transporteur",
  id: "identifiant ne pas modifier|identifier do not change|identifiant|identifier",
};
const known = new Map<string, Target>();
for (const target of targets) for (const word of words[target].split("|")) known.set(word, target);

export type Column = {
  index: number;
  /** As the file heads it; empty where it does not. */
  name: string;
  /** Up to three of its values, to recognise it by. */
  samples: string[];
  target: Target | null;
  /** Recognised by a word that says it; else it is a guess to look at. */
  sure: boolean;
  /** Holds telephone numbers: stays out unless it is chosen. */
  phones: boolean;
};

/** What the heading of a column says it is; a beginning is a guess ("Arr.", "Remarques et infos"). */
export function targetOf(heading: string): { target: Target; sure: boolean } | null {
  const text = plain(heading);
  const exact = known.get(text);
  if (exact) return { target: exact, sure: true };
  if (text.length < 2) return null;
  for (const [word, target] of known) {
    // « Tél » is rarely the coach company's, and other people's numbers come in only when they are asked for.
    if (target === "operatorPhone") continue;
    if (text.startsWith(`${word} `) || (text.length > 2 && word.startsWith(text))) return { target, sure: false };
  }
  if (text === "arr" || text.startsWith("arr ")) return { target: "arriveTime", sure: false };
  return null;
}

/** The line that heads the columns: the one of the first twenty that says most; -1 when none says anything. */
export function headerLine(rows: readonly (readonly string[])[]): number {
  let best = -1;
  let most = 1;
  for (const [line, row] of rows.slice(0, 20).entries()) {
    const said = new Set(row.flatMap((cell) => targetOf(cell)?.target ?? [])).size;
    if (said > most) [best, most] = [line, said];
  }
  return best;
}

/**
 * The columns that hold something, with what each probably is. `remembered` (by heading) wins over what is recognised,
 * and no two become the same.
 */
export function columnsOf(
  rows: readonly (readonly string[])[],
  header: number,
  remembered: ReadonlyMap<string, Target | null> = new Map(),
): Column[] {
  const below = rows.slice(header + 1);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const taken = new Set<Target>();
  const columns: Column[] = [];
  for (let index = 0; index < width; index++) {
    const name = header < 0 ? "" : (rows[header]?.[index] ?? "").trim();
    const values = below.map((row) => (row[index] ?? "").trim()).filter((value) => value !== "");
    if (name === "" && values.length === 0) continue;
    const samples = [...new Set(values)].slice(0, 3);
    const phones = values.length > 0 && values.filter((value) => isPhone(value)).length * 2 > values.length;
    columns.push({ index, name, samples, phones, target: null, sure: true });
  }
  // What was chosen before, then what is sure, then the guesses: a guess must not take what another column says outright.
  for (const column of columns) {
    const before = remembered.get(plain(column.name));
    if (before !== undefined && column.name !== "") assign(column, before, true, taken);
  }
  for (const pass of [true, false]) {
    for (const column of columns) {
      if (column.target !== null || remembered.has(plain(column.name))) continue;
      const found = targetOf(column.name);
      if (!found || found.sure !== pass || (column.phones && !found.sure)) continue;
      assign(column, found.target, pass, taken);
    }
  }
  return columns.map((column) => (column.target === null && column.phones ? { ...column, sure: false } : column));
}

function assign(column: Column, target: Target | null, sure: boolean, taken: Set<Target>): void {
  if (target !== null && taken.has(target)) return;
  if (target !== null) taken.add(target);
  column.target = target;
  column.sure = sure;
}

export function isPhone(text: string): boolean {
  return /^(?:\+|00)?[\d\s.()/-]{9,20}$/.test(text) && text.replace(/\D/g, "").length >= 9;
}
