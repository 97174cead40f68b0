import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { Result } from "@/domain/kernel/result";
import { linesOf, listsOf } from "./form-fields";
import type { FormState } from "./form-state";
import { localPath } from "./i18n/local-path";

/** Back to the page of departures at `path`, or what was wrong, with what was typed. */
export async function departureAnswer(done: Result<unknown>, form: FormData, path: string): Promise<FormState> {
  if (done.ok) redirect(localPath(await getLocale(), path));
  const { code, fields = {} } = done.refusal;
  if (code === "not_found" || code === "sign_in_first") notFound();
  const [t, tr] = [await getTranslations("departures"), await getTranslations("refusal")];
  const errors = Object.fromEntries(Object.entries(fields).map(([name, key]) => [name, t(`wrong.${key}` as never)]));
  return { message: tr(code), tone: "bad", errors, values: linesOf(listsOf(form)), turn: Date.now() };
}
