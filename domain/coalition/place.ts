import { fold } from "@/domain/kernel/search-words";

/** Degrees. */
export type Point = { readonly latitude: number; readonly longitude: number };
/** A commune, as `communes.tsv` has it. */
export type Place = Point & {
  readonly name: string;
  readonly departement: string;
  readonly postcodes: readonly string[];
  readonly inhabitants: number;
};

/** Beyond, nobody would call it near. Kilometres. */
export const nearKm = 100;

/** The lines of `communes.tsv`: name, département, postcodes, latitude, longitude, inhabitants. */
export function readPlaces(tsv: string): Place[] {
  return tsv
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", departement = "", postcodes = "", ...numbers] = line.split("\t");
      const [latitude = Number.NaN, longitude = Number.NaN, inhabitants = 0] = numbers.map(Number);
      return { name, departement, postcodes: postcodes.split(" "), latitude, longitude, inhabitants };
    });
}

/** What leads to this commune and to no other, typed in the search. */
export function placeWords({ name, departement, postcodes }: Place): string {
  return `${name} ${postcodes[0] ?? departement}`;
}

export type PlaceFinder = {
  /** The communes that somebody surely means: of that name or postcode, « Saint-Denis 974 »; the largest first. */
  named(text: string): Place[];
  /** All that somebody may mean, to choose from: those of that very postcode, or of that name, or that begin so. */
  alike(text: string): Place[];
  /** The communes whose name begins so, or the largest of a département or of postcodes that do; the largest first. */
  beginning(text: string): Place[];
};

const words = (text: string) =>
  fold(text)
    .replace(/\bste\b/g, "sainte")
    .replace(/\bst\b/g, "saint")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ");
const bySize = (places: Place[]) => places.sort((a, b) => b.inhabitants - a.inhabitants);

export function placeFinder(places: readonly Place[]): PlaceFinder {
  const byName = new Map<string, Place[]>();
  for (const place of places) {
    const name = words(place.name);
    const known = byName.get(name);
    if (known) known.push(place);
    else byName.set(name, [place]);
  }
  /** A postcode that nobody has lies near those that begin alike; two or three digits are a département. */
  function byPostcode(digits: string): Place[] {
    for (let length = digits.length; length >= 2; length -= 1) {
      const begins = digits.slice(0, length);
      const found = places.filter(
        ({ postcodes, departement }) =>
          (digits.length < 4 && departement === digits) || postcodes.some((code) => code.startsWith(begins)),
      );
      if (found.length > 0) return bySize(found);
    }
    return [];
  }
  function named(text: string): Place[] {
    const asked = words(text);
    if (/^\d{5}$/.test(asked)) return byPostcode(asked).slice(0, 1);
    const whole = byName.get(asked);
    if (whole) return bySize([...whole]);
    const [, name = "", digits = ""] = /^(.*?) ?(\d{2,5}|2[ab])$/.exec(asked) ?? [];
    const here = ({ postcodes, departement }: Place) =>
      departement.toLowerCase() === digits || postcodes.some((code) => code.startsWith(digits));
    return digits === "" ? [] : bySize((byName.get(name) ?? []).filter(here));
  }
  function beginning(text: string): Place[] {
    const asked = words(text);
    if (/^\d{2,4}$/.test(asked)) return byPostcode(asked).slice(0, 1);
    if (asked.length < 3) return [];
    return bySize([...byName].flatMap(([name, there]) => (name.startsWith(asked) ? there : [])));
  }
  function alike(text: string): Place[] {
    const code = words(text);
    const there = /^\d{5}$/.test(code) ? places.filter(({ postcodes }) => postcodes.includes(code)) : [];
    if (there.length > 0) return bySize(there);
    const meant = named(text);
    return meant.length > 0 ? meant : beginning(text);
  }
  return { named, beginning, alike };
}
