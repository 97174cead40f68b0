import { createTranslator, type Messages } from "next-intl";
import { expect, test } from "vitest";
import { groupOf, type HistoryWords, valuesOf } from "@/components/collab/history-words";
import type { ToldChange } from "@/domain/kernel/change";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { namesOf, sheetSpeech } from "./sheet-speech";

const at = new Date("2026-11-24T12:00:00Z");
const words = (locale: "fr" | "en"): HistoryWords => {
  const messages: Messages = locale === "en" ? en : fr;
  const t = createTranslator({ locale, messages, namespace: "history" });
  const ts = createTranslator({ locale, messages, namespace: "sheet" });
  const k = createTranslator({ locale, messages, namespace: "sheetHistory" });
  return { t, k, locale, now: at, speech: sheetSpeech({ k, ts, locale, names: namesOf([], []) }) };
};
function line(said: Partial<ToldChange> = {}): ToldChange {
  const what = { what: "changed", field: "seats", before: "50", after: "51" } as const;
  const row = { thingId: "car", list: null, partId: null, thingTitle: "Car n° 1", partName: "" };
  return { ...row, ...what, id: 1, by: "Réf. transports", mine: false, at, erased: false, ...said };
}
const added = { what: "added", field: null, before: null, after: null } as const;

test("T59 · one field changed several times is told once, from its first value to its last", () => {
  const told = groupOf([line(), line({ before: "49", after: "50" }), line({ before: "48", after: "49" })], words("fr"));
  expect([told.deed, told.where]).toEqual(["a changé le nombre de places", "Car n° 1"]);
  expect(told.change && valuesOf(told.change, words("fr"))).toEqual({ before: "48", after: "51" });
  const back = groupOf([line(), line({ before: "51", after: "50" })], words("fr"));
  expect([back.deed, back.change]).toEqual(["a changé le nombre de places", null]);
});

test("T59 · several things in a trip are named, the first ones when they are many", () => {
  const [notes, title] = [line({ field: "notes", before: null }), line({ field: "title", mine: true })];
  expect(groupOf([line(), notes], words("fr")).deed).toBe("a changé le nombre de places et la note");
  expect(groupOf([title, line()], words("en")).deed).toBe("changed the name and the number of seats");
  const many = [line(), notes, title, line({ field: "luggage" })] as const;
  expect(groupOf([...many], words("fr")).deed).toBe("a changé le nombre de places, la note et d’autres choses");
  const [here, there] = ["Douai", "Arras"].map((partName) =>
    line({ ...added, list: "return", partId: partName, partName }),
  );
  expect(here && there && groupOf([here, there], words("fr")).deed).toBe(
    "a ajouté l’arrêt « Douai » au retour et l’arrêt « Arras » au retour",
  );
});

test("T59 · trips added together are named beside the time, without a number that nobody counted", () => {
  const [car, ...others] = ["Car n° 1", "Minibus", "", "Vélos"].map((thingTitle) =>
    line({ ...added, thingId: thingTitle, thingTitle }),
  );
  expect(car && groupOf([car], words("fr"))).toMatchObject({ deed: "a ajouté le trajet", where: "Car n° 1" });
  expect(car && groupOf([car, ...others], words("fr"))).toEqual({
    deed: "a ajouté plusieurs trajets",
    where: "Car n° 1, Minibus et d’autres",
    change: null,
  });
  expect(car && groupOf([car, ...others.slice(0, 2)], words("en"))).toMatchObject({
    deed: "added several trips",
    where: "Car n° 1, Minibus and Untitled trip",
  });
});
