import { z } from "zod";

/** Questions that stand ready; an organiser ticks them. Their words are in the messages, their answers are these. */
export const readyQuestions = {
  language: ["fr", "en", "es", "lsf"],
  meals: [],
  lodging: ["own", "need", "offer"],
  childcare: [],
  access: [],
} as const;
export type ReadyKind = keyof typeof readyQuestions;
/** Questions that an organiser words: one of several answers, any of them, or a few words. */
export const ownKinds = ["choice", "choices", "text"] as const;

export const registrationLimits = { questions: 8, own: 3, options: 8, days: 7, children: 10 } as const;

const ready = z.object({
  id: z.enum(["language", "meals", "lodging", "childcare", "access"]),
  kind: z.literal("ready"),
  /** Meals are named by who cooks. */
  options: z.array(z.string().max(60)).max(registrationLimits.options).default([]),
});
const own = z.object({
  id: z.string().regex(/^own[0-2]$/),
  kind: z.enum(ownKinds),
  label: z.string().min(1).max(120),
  options: z.array(z.string().min(1).max(60)).max(registrationLimits.options).default([]),
});
export const questionSchema = z.union([ready, own]);
export type Question = z.infer<typeof questionSchema>;
export const questionsSchema = z.array(questionSchema).max(registrationLimits.questions);

/** What an event asks of those who register. */
export type RegistrationForm = { days: readonly string[]; questions: readonly Question[] };

/** By question: a word, several, or what was typed. `days` under their own name. What was left out is not there. */
export type Answers = Record<string, string | string[]>;
export const answersSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What is read by who runs the event alone, and goes a week after it. */
export const sensitive: ReadonlySet<string> = new Set(["access"]);

const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const asList = (value: unknown) => (Array.isArray(value) ? value : value === undefined || value === "" ? [] : [value]);
const words = (max: number) =>
  z
    .string()
    .max(2000)
    .transform((text) => text.replaceAll(/\s+/g, " ").trim())
    .pipe(z.string().max(max).regex(oneLine));

/** The template of a weekend that one prepares together: days, meals, a bed, children, languages, access. */
export function weekendTemplate(meals: readonly string[]): Question[] {
  const readyIds = ["meals", "lodging", "childcare", "language", "access"] as const;
  return readyIds.map((id) => ({ id, kind: "ready", options: id === "meals" ? [...meals] : [] }));
}

/** How each field of the form is called. */
export function fieldOfQuestion(question: Pick<Question, "id">): string {
  return `q-${question.id}`;
}

/** The answers of a form, or the fields that are wrong. Nothing but the days must be answered. */
export function readAnswers(
  form: RegistrationForm,
  raw: Record<string, unknown>,
): { ok: true; answers: Answers } | { ok: false; fields: Record<string, string> } {
  const answers: Answers = {};
  const fields: Record<string, string> = {};
  if (form.days.length > 0) {
    const days = form.days.filter((day) => asList(raw.days).includes(day));
    if (days.length === 0) fields.days = "days";
    answers.days = days;
  }
  for (const question of form.questions) {
    const name = fieldOfQuestion(question);
    const answer = readAnswer(question, raw[name]);
    if (answer === null) fields[name] = "answer";
    else if (answer.length > 0) answers[question.id] = answer;
  }
  return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, answers };
}

/** Null: no answer that this question takes. */
function readAnswer(question: Question, raw: unknown): string | string[] | null {
  const one = (allowed: readonly string[]) => {
    const value = typeof raw === "string" ? raw : "";
    return value === "" || allowed.includes(value) ? value : null;
  };
  const several = () => {
    const chosen = asList(raw);
    return chosen.every((each) => question.options.includes(String(each))) ? chosen.map(String) : null;
  };
  if (question.kind === "choice") return one(question.options);
  if (question.kind === "choices") return several();
  if (question.kind === "text") return words(300).safeParse(raw ?? "").data ?? null;
  switch (question.id) {
    case "language":
    case "lodging":
      return one(readyQuestions[question.id]);
    case "meals":
      return several();
    case "childcare": {
      const count = z.coerce
        .number()
        .int()
        .min(0)
        .max(registrationLimits.children)
        .safeParse(raw ?? 0);
      if (!count.success) return null;
      return count.data === 0 ? "" : String(count.data);
    }
    case "access":
      return words(300).safeParse(raw ?? "").data ?? null;
    default:
      return null;
  }
}

/** What an organiser sets. `ready` ticks, up to three questions of one's own, and the days that one may choose. */
export function readQuestions(raw: Record<string, unknown>): { questions: Question[]; wrong: Record<string, string> } {
  const questions: Question[] = [];
  const wrong: Record<string, string> = {};
  for (const id of ["language", "meals", "lodging", "childcare", "access"] as const) {
    if (raw[`ready-${id}`] !== "on") continue;
    const options = id === "meals" ? linesOf(raw.meals) : [];
    const question = ready.safeParse({ id, kind: "ready", options });
    if (!question.success || (id === "meals" && options.length === 0)) wrong[id] = "options";
    else questions.push(question.data);
  }
  for (let n = 0; n < registrationLimits.own; n += 1) {
    const label = words(120).safeParse(raw[`own${n}-label`] ?? "");
    if (!label.success) wrong[`own${n}-label`] = "question";
    if (!label.data) continue;
    const kind = raw[`own${n}-kind`];
    const options = kind === "text" ? [] : linesOf(raw[`own${n}-options`]);
    const question = own.safeParse({ id: `own${n}`, kind, label: label.data, options });
    if (!question.success || (kind !== "text" && options.length < 2)) wrong[`own${n}-options`] = "options";
    else questions.push(question.data);
  }
  return { questions, wrong };
}

/** One answer a line. */
function linesOf(text: unknown): string[] {
  if (typeof text !== "string") return [];
  const lines = text.split(/\r?\n/).map((line) => line.replaceAll(/\s+/g, " ").trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
