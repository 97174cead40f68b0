import { createTranslator, type Messages } from "next-intl";
import { expect, test } from "vitest";
import { deedOf, groupOf, type HistoryWords, valuesOf } from "@/components/collab/history-words";
import type { ToldChange } from "@/domain/kernel/change";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { agendaSpeech } from "./agenda-speech";

const at = new Date("2026-11-24T12:00:00Z");
const words = (locale: "fr" | "en"): HistoryWords => {
  const messages: Messages = locale === "en" ? en : fr;
  const t = createTranslator({ locale, messages, namespace: "history" });
  const k = createTranslator({ locale, messages, namespace: "agendaHistory" });
  const ta = createTranslator({ locale, messages, namespace: "agenda" });
  return {
    t,
    k,
    locale,
    now: at,
    speech: agendaSpeech({ k, ta, locale, names: new Map([["anna", "Réf. tractage"]]) }),
  };
};
function line(said: Partial<ToldChange> = {}): ToldChange {
  const what = { what: "changed", field: "start", before: "2026-12-05T10:00", after: "2026-12-05T11:30" } as const;
  const thing = { thingId: "entry", list: null, partId: null, thingTitle: "Tractage au marché", partName: "" };
  return { ...thing, ...what, id: 1, by: "Coordination", mine: false, at, erased: false, ...said };
}
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const said = (change: ToldChange, locale: "fr" | "en" = "fr") => {
  const { before, after } = valuesOf(change, words(locale));
  return [deedOf(change, words(locale)), before, after].map((text) => text && plain(text));
};
test("C40 · a change of an agenda is said in plain words: an hour or a day, people, a rule, one time of a series", () => {
  expect(said(line())).toEqual(["a changé l’heure", `10 h`, `11 h 30`]);
  expect(said(line({ after: "2026-12-06T10:00" }))).toEqual([
    "a changé la date",
    `5 décembre, 10 h`,
    `6 décembre, 10 h`,
  ]);
  expect(said(line({ field: "lead", before: null, after: "anna" }))).toEqual([
    "a indiqué la personne référente",
    null,
    "Réf. tractage",
  ]);
  expect(said(line({ field: "visibility", before: "members", after: "public" }), "en")).toEqual([
    "changed who can see it",
    "Members",
    "Everybody",
  ]);
  const rule = JSON.stringify({ freq: "weekly", interval: 2, days: [], on: "day", until: "2027-01-31" });
  expect(said(line({ field: "recurrence", before: null, after: rule }))).toEqual([
    "a indiqué la répétition",
    null,
    "toutes les deux semaines, jusqu’au 31 janvier",
  ]);
  const one = { list: "exceptions", partId: "2026-12-12T10:00", partName: "2026-12-12T10:00" };
  expect(said(line({ ...one, field: "cancelled", before: "false", after: "true" }))).toEqual([
    `a retiré la date du 12 décembre, 10 h`,
    null,
    null,
  ]);
  expect(said(line({ ...one, field: "place", before: null, after: "Gare" }))[0]).toBe(
    `a indiqué le lieu du 12 décembre, 10 h`,
  );
});

test("T59 · a date that was added or taken out is called by its title", () => {
  const removed = line({ what: "removed", field: null, before: null, after: null });
  const alone = groupOf([removed], words("fr"));
  expect([plain(alone.deed), alone.where]).toEqual(["a retiré « Tractage au marché »", ""]);
  const other = { ...removed, thingId: "other", thingTitle: "Réunion" };
  expect(groupOf([removed, other], words("fr"))).toMatchObject({
    deed: "a retiré plusieurs dates",
    where: "Tractage au marché et Réunion",
  });
});
