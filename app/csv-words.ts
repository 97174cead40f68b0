import { getTranslations } from "next-intl/server";
import { readyQuestions } from "@/domain/calendar/registration";
import type { CsvWords } from "@/server/calendar/entry-csv";
import { answerWords } from "./entry-words";

/** The words of a list of people who signed up. */
export async function csvWords(locale: string): Promise<CsvWords> {
  const t = await getTranslations({ locale, namespace: "registration" });
  const state = await getTranslations({ locale, namespace: "booking.state" });
  return {
    column: (name) => (name in readyQuestions ? t(`ready.${name}` as never) : t(`column.${name}` as never)),
    answer: (questionId, value) => answerWords(t, questionId, value),
    state: (name) => state(name as never),
  };
}
