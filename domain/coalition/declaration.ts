import { z } from "zod";
import { emailSchema } from "@/domain/account/email";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { typedLine } from "@/domain/kernel/typed-text";
import { type Channel, channelAddress, channelKinds } from "./channel";
import type { Place, Point } from "./place";
import { regionOf, regions } from "./regions";

export const declarationStates = [
  "draft",
  "to_confirm",
  "received",
  "asked_back",
  "published",
  "refused",
  "merged",
] as const;
export type DeclarationState = (typeof declarationStates)[number];

export const scopes = ["region", "town", "district"] as const;
/** What a coalition thinks of doing; each has a text `declare.action.*`. */
export const foreseenActions = ["paris", "march", "leaflets", "meeting", "village"] as const;
/** What a contact may show to everybody. The text they agree to is `declare.show.*`. */
export const shownFields = ["firstName", "lastName", "email"] as const;
export type ShownField = (typeof shownFields)[number];
/** Which text that was; another text is another version. */
export const consentVersion = "2026-11";

export const declarationLimits = { name: 80, words: 300, organisations: 40, organisation: 100, person: 80 } as const;
const dayMs = 86_400_000;
export const declarationTimes = { draftMs: 14 * dayMs, resendMs: 60_000 } as const;

/** What is typed, by the names of the fields; of several ticks, one a line. Kept as it is, right or wrong. */
export type Draft = Record<string, string>;
export const steps = [1, 2, 3, 4] as const;
export type Step = (typeof steps)[number];
const personFields = ["firstName", "lastName", "email", "organisation", "shows"] as const;
export const positions = [1, 2] as const;
export const stepFields: Record<Step, readonly string[]> = {
  1: ["scope", "region", "commune", "choice", "quarter", "name"],
  2: ["organisations", "organisation", "actions", "words", ...channelKinds],
  3: positions.flatMap((position) => personFields.map((field) => `${field}${position}`)),
  4: ["agreed"],
};

export const linesOf = (text: string | undefined): string[] =>
  [...new Set((text ?? "").split(/\r\n?|\n/).map((line) => line.replace(/\s+/gu, " ").trim()))].filter(Boolean);

export type Where = Point & {
  scope: (typeof scopes)[number];
  name: string;
  town: string;
  postcode: string;
  departement: string;
  region: string;
};
export type About = {
  organisations: string[];
  actions: (typeof foreseenActions)[number][];
  words: string;
  channels: Channel[];
};
export type Person = { firstName: string; lastName: string; email: string; organisation: string; shows: ShownField[] };

/** What a radio of `communes` is called. */
export const placeKey = ({ name, departement, postcodes }: Place) => `${name}|${departement}|${postcodes[0] ?? ""}`;

/** The words under which communes are looked for: what was typed, or a region's capital. */
export function wantedPlace(draft: Draft): string {
  return draft.scope === "region"
    ? (regions.find(({ name }) => name === draft.region)?.capital ?? "")
    : (draft.commune ?? "");
}

/** Where it is; `found` are the communes that `wantedPlace` leads to. Of several, one must have been chosen. */
export function readWhere(draft: Draft, found: readonly Place[]): Result<Where> {
  const scope = z.enum(scopes).safeParse(draft.scope || "town");
  if (!scope.success) return refuse("invalid", { scope: "scope" });
  const inRegion = scope.data === "region";
  if (inRegion && !regions.some(({ name }) => name === draft.region)) return refuse("invalid", { region: "region" });
  const place = inRegion || found.length === 1 ? found[0] : found.find((one) => placeKey(one) === draft.choice);
  if (!place)
    return refuse(
      "invalid",
      found.length > 1 ? { choice: "choice" } : { commune: draft.commune?.trim() ? "commune" : "communeMissing" },
    );
  const quarter = typedLine({ most: declarationLimits.name }, "quarter").safeParse(draft.quarter ?? "");
  const named = typedLine({ most: declarationLimits.name }, "name").safeParse(draft.name ?? "");
  const wrong: Record<string, string> = {};
  if (scope.data === "district" && (!quarter.success || quarter.data.length < 2)) wrong.quarter = "quarter";
  if (!named.success || named.data.length === 1) wrong.name = "name";
  if (!named.success || Object.keys(wrong).length > 0) return refuse("invalid", wrong);
  const usual = inRegion
    ? (draft.region ?? "")
    : scope.data === "district"
      ? `${place.name}, ${quarter.data}`
      : place.name;
  return ok({
    scope: scope.data,
    name: named.data || usual,
    town: place.name,
    postcode: place.postcodes[0] ?? "",
    departement: place.departement,
    region: inRegion ? (draft.region ?? "") : regionOf(place.departement),
    latitude: place.latitude,
    longitude: place.longitude,
  });
}

/** What it is and does. Nothing of it must be filled in, but one sentence or action says what it is for. */
export function readAbout(draft: Draft): Result<About> {
  const wrong: Record<string, string> = {};
  const organisations = linesOf(draft.organisations);
  if (
    organisations.length > declarationLimits.organisations ||
    organisations.some((name) => name.length > declarationLimits.organisation)
  )
    wrong.organisation = "organisations";
  const actions = linesOf(draft.actions).filter((action) => z.enum(foreseenActions).safeParse(action).success);
  const words = typedLine({ most: declarationLimits.words }, "words").safeParse(draft.words ?? "");
  if (!words.success) wrong.words = "words";
  else if (words.data === "" && actions.length === 0) wrong.words = "nothing";
  const channels: Channel[] = [];
  for (const kind of channelKinds) {
    if (!draft[kind]?.trim()) continue;
    const address = channelAddress(kind, draft[kind]);
    if (address) channels.push({ kind, address });
    else wrong[kind] = kind === "phone" ? "phone" : "address";
  }
  if (Object.keys(wrong).length > 0) return refuse("invalid", wrong);
  return ok({ organisations, actions: actions as About["actions"], words: words.data ?? "", channels });
}

/** Two people, whom two different addresses reach. */
export function readPeople(draft: Draft): Result<[Person, Person]> {
  const wrong: Record<string, string> = {};
  const people = positions.map((position) => {
    const parsed = z
      .object({
        firstName: typedLine({ least: 1, most: declarationLimits.person }, "firstName"),
        lastName: typedLine({ least: 1, most: declarationLimits.person }, "lastName"),
        email: emailSchema,
        organisation: typedLine({ most: declarationLimits.organisation }, "organisations"),
      })
      .safeParse(Object.fromEntries(personFields.map((field) => [field, draft[`${field}${position}`] ?? ""])));
    for (const issue of parsed.error?.issues ?? []) wrong[`${String(issue.path[0])}${position}`] ??= issue.message;
    const shows = linesOf(draft[`shows${position}`]).filter(
      (field): field is ShownField => z.enum(shownFields).safeParse(field).success,
    );
    return parsed.success ? { ...parsed.data, shows } : null;
  });
  const [first, second] = people;
  if (first && second && first.email === second.email) wrong.email2 = "sameEmail";
  if (!first || !second || Object.keys(wrong).length > 0) return refuse("invalid", wrong);
  return ok([first, second]);
}

/** « Coalition Climat 21 » stands before every name; see `splitName`. */
export const familyName = "Coalition Climat 21";
export const fullName = (name: string) => `${familyName} — ${name}`;

/** How a person is named in public: by what they agreed to, and by nothing else. */
export function shownName(person: Pick<Person, "firstName" | "lastName">, shows: readonly ShownField[]): string {
  return [shows.includes("firstName") ? person.firstName : "", shows.includes("lastName") ? person.lastName : ""]
    .filter(Boolean)
    .join(" ");
}

/** A name as an address of its page: « Vallée de l’Ourcq » gives `vallee-de-l-ourcq`. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");
  return (
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 50)
      .replace(/^-+|-+$/g, "") || "coalition"
  );
}
