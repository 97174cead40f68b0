import { likelyNumber } from "../likely-number";
import { animals, luggages, type Mode, payments, type RowState, yesNo } from "../schema";
import { plain } from "./plain";

/** What a cell means, or why nothing can be made of it; `repair` is what was probably meant, as it would be typed. */
export type Read<T> = { value: T } | { problem: ProblemCode; repair?: string };
export type ProblemCode =
  | "time_wrong"
  | "letter_for_figure"
  | "day_wrong"
  | "day_too_late"
  | "arrival_before"
  | "number_wrong"
  | "seats_full"
  | "mode_unknown"
  | "departure_unknown"
  | "owner_unknown"
  | "choice_unknown"
  | "price_wrong"
  | "stop_wrong"
  | "too_long";

const time = /^(?:~|≈|vers|env(?:iron)?\.?|à|a|at)?\s*(\d{1,2})\s*(?:(?:h|:|\.)\s*(\d{2})?|h)\s*(?:min|mn)?$/iu;

/** "6h30", "06:30", "6 h 30", "6h", "~ 11 h", "midi" as "06:30". */
export function readTime(text: string): Read<string> {
  const trimmed = text.replace(/[\u00A0\u202F]/g, " ").trim();
  if (/^(midi|noon)$/i.test(trimmed)) return { value: "12:00" };
  const found = time.exec(trimmed) ?? /^(\d{1,2}):(\d{2}):\d{2}$/.exec(trimmed) ?? /^(\d{2})(\d{2})$/.exec(trimmed);
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (found && hour < 24 && minute < 60) return { value: `${two(hour)}:${two(minute)}` };
  const figures = trimmed.replace(/[oO]/g, "0").replace(/[lI]/g, "1");
  if (figures !== trimmed) {
    const read = readTime(figures);
    if ("value" in read) return { problem: "letter_for_figure", repair: spokenTime(read.value) };
  }
  return { problem: "time_wrong" };
}

/** « 6 h 30 » */
export function spokenTime(value: string): string {
  const [hour, minute] = value.split(":");
  return `${Number(hour)} h ${minute}`;
}

const months = [
  "janvier january jan",
  "fevrier february fev feb",
  "mars march mar",
  "avril april avr apr",
  "mai may",
  "juin june jun",
  "juillet july juil jul",
  "aout august aug",
  "septembre september sept sep",
  "octobre october oct",
  "novembre november nov",
  "decembre december dec",
].map((names) => names.split(" "));

/** "29/11", "29/11/2026", "2026-11-29", "dimanche 29 novembre" as a day; without a year, the one nearest to `near`. */
export function readDay(text: string, near: string): Read<string> {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})\b/.exec(trimmed);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const short = /(?:^|\s)(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{2,4}))?$/.exec(trimmed);
  if (short)
    return dayOf(yearOf(short[3], Number(short[2]), Number(short[1]), near), Number(short[2]), Number(short[1]));
  const long = /(\d{1,2})(?: ?er)? ([a-z]+)(?: (\d{4}))?$/.exec(plain(trimmed));
  const month = months.findIndex((names) => names.includes(long?.[2] ?? "")) + 1;
  if (!long || month === 0) return { problem: "day_wrong" };
  return dayOf(yearOf(long[3], month, Number(long[1]), near), month, Number(long[1]));
}

/** "29/12/2026 08:30", "2026-12-29 08:30", or a time alone on `day`, as wall-clock time of Paris. */
export function readMoment(text: string, day: string): Read<string> {
  const found = /^(.*?\d{1,4}.*?)[\sT,à]+(\d{1,2}\s*(?:h|:)\s*\d{0,2})$/.exec(text.trim());
  const date = found && readDay(found[1] ?? "", day);
  if (found && date && "value" in date) {
    const read = readTime(found[2] ?? "");
    return "value" in read ? { value: `${date.value}T${read.value}` } : read;
  }
  const read = readTime(text);
  if (!("value" in read)) return read;
  return day === "" ? { problem: "day_wrong" } : { value: `${day}T${read.value}` };
}

function dayOf(year: number, month: number, day: number): Read<string> {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > 31) return { problem: "day_wrong" };
  if (day <= last) return { value: `${year}-${two(month)}-${two(day)}` };
  // The 31st of a month of thirty days is the first of the next.
  const next = new Date(Date.UTC(year, month - 1, day));
  return {
    problem: "day_too_late",
    repair: `${two(next.getUTCDate())}/${two(next.getUTCMonth() + 1)}/${next.getUTCFullYear()}`,
  };
}

function yearOf(written: string | undefined, month: number, day: number, near: string): number {
  if (written) return written.length === 2 ? 2000 + Number(written) : Number(written);
  const about = Date.parse(`${near.slice(0, 10)}T00:00:00Z`);
  const year = new Date(about).getUTCFullYear();
  const distance = (candidate: number) => Math.abs(Date.UTC(candidate, month - 1, day) - about);
  return [year - 1, year, year + 1].reduce((best, next) => (distance(next) < distance(best) ? next : best), year);
}

/** "53", "53 places", "51, complet" (which also closes the trip); "complet" alone says no number. */
export function readSeats(text: string): Read<{ seats: number; full: boolean }> {
  const found = /^(\d{1,4})\s*(?:places?|pl\.?|seats?)?\s*[,;(–-]?\s*(complet|full)?\)?$/i.exec(text.trim());
  if (found) return { value: { seats: Number(found[1]), full: found[2] !== undefined } };
  if (/^(complet|full|plein)\W*$/i.test(text.trim())) return { problem: "seats_full" };
  return withRepair(text);
}

export function readCount(text: string): Read<number> {
  const found = /^\d{1,4}$/.exec(text.trim());
  return found ? { value: Number(found[0]) } : withRepair(text);
}

function withRepair(text: string): { problem: "number_wrong"; repair?: string } {
  const likely = likelyNumber(text);
  return likely === null ? { problem: "number_wrong" } : { problem: "number_wrong", repair: String(likely) };
}

const modeWords: [Mode, RegExp][] = [
  ["minibus", /\b(mini ?bus|van|fourgon|9 places)\b/],
  ["car", /\b(voitures?|covoit\w*|own car|private car|auto)\b/],
  ["coach", /\b(cars?|autocars?|bus|coach(es)?)\b/],
  ["train", /\b(trains?|ter|tgv|intercites|rail)\b/],
  ["bike", /\b(velos?|bikes?|bicyclettes?|cycling)\b/],
  ["walk", /\b(a pied|pied|marche|walk(ing)?|on foot)\b/],
];

/** « Car » is a coach, as in French; a car is « Voiture » or "Private car". */
export function readMode(text: string): Mode | null {
  const said = plain(text);
  return modeWords.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}

const stateWords: [RowState, string[]][] = [
  ["draft", ["brouillon", "draft"]],
  ["open", ["ouvert", "ouvert aux reservations", "open", "open for bookings"]],
  ["closed", ["ferme", "closed", "complet", "full"]],
];

export function readState(text: string): RowState | null {
  return stateWords.find(([, words]) => words.includes(plain(text)))?.[0] ?? null;
}

const choiceWords = {
  payment: {
    free: ["gratuit", "free"],
    onboard: ["a bord", "on board"],
    link: ["par lien", "by link", "en ligne", "online"],
  },
  quietSeat: { yes: ["oui", "yes"], no: ["non", "no"] },
  luggage: {
    none: ["sans bagage", "no luggage"],
    small: ["petits bagages", "small bags"],
    large: ["gros bagages", "large bags"],
  },
  animals: { no: ["non", "no"], small: ["petits animaux", "small animals"], yes: ["oui", "yes"] },
} as const;
export type ChoiceField = keyof typeof choiceWords;
export const choiceValues = { payment: payments, quietSeat: yesNo, luggage: luggages, animals } as const;

export function readChoice(field: ChoiceField, text: string): string | null {
  const said = plain(text);
  return Object.entries<readonly string[]>(choiceWords[field]).find(([, words]) => words.includes(said))?.[0] ?? null;
}

const stepFreeWords = [
  "acces sans marche",
  "sans marche",
  "acces de plain pied",
  "quai de plain pied",
  "plain pied",
  "step free access",
  "step free",
];

/** « accès sans marche », "step-free access": said of a stop. */
export function saysStepFree(text: string): boolean {
  return stepFreeWords.includes(plain(text));
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
