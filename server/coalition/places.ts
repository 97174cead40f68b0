import { readFileSync } from "node:fs";
import { type PlaceFinder, placeFinder, readPlaces } from "@/domain/coalition/place";

let finder: PlaceFinder | undefined;

/** The communes of France, read once a process when somebody first looks for a place. */
export function places(): PlaceFinder {
  // From the project's root, where every process of ours starts.
  finder ??= placeFinder(readPlaces(readFileSync("domain/coalition/communes.tsv", "utf8")));
  return finder;
}
