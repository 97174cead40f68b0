import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { PartState } from "@/components/coalition/part-form";
import type { Result } from "@/domain/kernel/result";
import { parisDay, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { SavedPart } from "@/server/coalition/settings";

/** What a form says after it was sent; the errors of its fields stand in `<words>.field`. */
export async function partAnswer(
  before: PartState,
  raw: Record<string, unknown>,
  done: Result<SavedPart>,
  words: "settings" | "materials",
): Promise<PartState> {
  const t = await getTranslations("settings");
  const typed = Object.entries(raw).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  const state: PartState = {
    message: null,
    tone: "bad",
    errors: {},
    values: Object.fromEntries(typed),
    // It comes from the browser, which may send anything in its place.
    revision: Number.isSafeInteger(before?.revision) ? before.revision : 0,
    theirs: null,
    turn: Date.now(),
  };
  if (!done.ok) {
    const { code, fields = {} } = done.refusal;
    if (code !== "invalid") notFound();
    const wrong = await getTranslations(`${words}.field`);
    const errors = Object.fromEntries(Object.entries(fields).map(([name, key]) => [name, wrong(key as never)]));
    return { ...state, errors, message: (await getTranslations("refusal"))("invalid") };
  }
  const { kind, revision, values } = done.value;
  if (kind === "saved") {
    refresh();
    return { ...state, tone: "ok", message: t("saved"), values, revision };
  }
  const { by, at } = done.value;
  const locale = await getLocale();
  const time = spokenTime(at, locale);
  const when = parisDay(at) === parisDay(new Date()) ? time : `${spokenDay(at, locale)}, ${time}`;
  return {
    ...state,
    message: t("overtaken", { name: by ?? t("someone"), when }),
    revision,
    theirs: Object.values(values).join("\n\n"),
  };
}
