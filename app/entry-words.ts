import { getTranslations } from "next-intl/server";
import type { QuestionDrawn } from "@/components/calendar/question-field";
import { fieldOfQuestion, type Question, readyQuestions } from "@/domain/calendar/registration";
import { dayToDate, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { EntryView } from "@/server/calendar/entry-signup-view";

type Time = NonNullable<EntryView["time"]>;

/** « samedi 28 novembre, 10 h – 12 h », or the day alone. */
export function timeWords(
  time: Pick<Time, "startsLocal" | "endsLocal" | "startsAt" | "endsAt">,
  locale: string,
): string {
  const first = spokenDay(time.startsAt, locale);
  if (time.startsLocal.length === 10) {
    const last =
      time.endsLocal && time.endsLocal > time.startsLocal ? spokenDay(dayToDate(time.endsLocal), locale) : null;
    return last ? `${first} – ${last}` : first;
  }
  const start = `${first}, ${spokenTime(time.startsAt, locale)}`;
  if (!time.endsLocal) return start;
  const end = spokenTime(time.endsAt, locale);
  const sameDay = time.endsLocal.slice(0, 10) === time.startsLocal.slice(0, 10);
  return sameDay ? `${start} – ${end}` : `${start} – ${spokenDay(time.endsAt, locale)}, ${end}`;
}

type Words = Awaited<ReturnType<typeof getTranslations<"registration">>>;

/** The days and questions of an event, each with its words. */
export async function drawnQuestions(
  registration: NonNullable<EntryView["registration"]>,
  locale: string,
): Promise<QuestionDrawn[]> {
  const t = await getTranslations("registration");
  const days: QuestionDrawn[] =
    registration.days.length > 0
      ? [
          {
            name: "days",
            kind: "several",
            label: t("days"),
            hint: null,
            options: registration.days.map((day) => ({ value: day, label: spokenDay(dayToDate(day), locale) })),
            folded: false,
          },
        ]
      : [];
  return [...days, ...registration.questions.map((question) => drawn(question, t))];
}

function drawn(question: Question, t: Words): QuestionDrawn {
  const name = fieldOfQuestion(question);
  const own = question.options.map((option) => ({ value: option, label: option }));
  if (question.kind !== "ready") {
    const kind = ({ choice: "one", choices: "several", text: "text" } as const)[question.kind];
    return { name, kind, label: question.label, hint: null, options: own, folded: false };
  }
  const { id } = question;
  const options = readyQuestions[id].map((value) => ({ value, label: answerWords(t, id, value) }));
  const base = { name, label: t(`ready.${id}`), hint: null };
  switch (id) {
    case "meals":
      return { ...base, kind: "several", options: own, folded: false };
    case "lodging":
      return { ...base, kind: "one", options, folded: false };
    case "childcare":
      return { ...base, kind: "number", options: [], folded: true };
    case "language":
      return { ...base, kind: "list", options: [{ value: "", label: t("noMatter") }, ...options], folded: true };
    case "access":
      return { ...base, kind: "text", hint: t("accessHint"), options: [], folded: true };
  }
}

/** An answer as people read it. */
export function answerWords(t: Words, questionId: string, value: string): string {
  if (questionId === "language" || questionId === "lodging") {
    const key = `answers.${questionId}-${value}` as const;
    return t.has(key as never) ? t(key as never) : value;
  }
  return value;
}
