import { z } from "zod";
import { isWallClock } from "@/domain/kernel/wall-clock";
import { firstNameSchema } from "@/domain/signup/request";

/** Yes, if need be, no. */
export const pollAnswers = ["yes", "maybe", "no"] as const;
export type PollAnswer = (typeof pollAnswers)[number];

/** Dates that one may choose between, and people who may answer. */
export const pollLimits = { options: 8, replies: 200, perNetwork: 40 } as const;

const oneLine = (max: number, key: string, min = 0) =>
  z
    .string({ error: key })
    .max(2000, { error: key })
    .transform((text) => text.replaceAll(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(min, { error: key })
        .max(max, { error: key })
        .regex(/^[^\p{Cc}]*$/u, { error: key }),
    );

export const newPollSchema = z.object({
  title: oneLine(120, "pollTitle", 1),
  about: oneLine(500, "pollAbout").default(""),
  place: oneLine(200, "pollPlace").default(""),
  minutes: z.coerce
    .number({ error: "pollMinutes" })
    .int({ error: "pollMinutes" })
    .min(15, { error: "pollMinutes" })
    .max(720, { error: "pollMinutes" }),
  closesOn: z.string({ error: "pollCloses" }).regex(/^20\d\d-\d\d-\d\d$/, { error: "pollCloses" }),
});
export type NewPoll = z.infer<typeof newPollSchema> & { options: string[] };

/** The dates of a form, `day0` with `time0` and so on; a row left empty counts for nothing. Null: one is no date. */
export function pollOptionsIn(raw: Record<string, unknown>): string[] | null {
  const found = new Set<string>();
  for (let row = 0; row < pollLimits.options; row += 1) {
    const [day, time] = [raw[`day${row}`], raw[`time${row}`]];
    if (!day && !time) continue;
    const start = `${String(day)}T${String(time)}`;
    if (!isWallClock(start)) return null;
    found.add(start);
  }
  return [...found].sort();
}

/** What somebody answers: a first name, and one word for each date. */
export function replySchema(optionIds: readonly string[]) {
  const answer = z.enum(pollAnswers, { error: "pollAnswer" });
  return z.object({ firstName: firstNameSchema, ...Object.fromEntries(optionIds.map((id) => [id, answer])) });
}

export type Tally = Record<PollAnswer, number>;

/** How often each word was said for a date. */
export function tally(answers: readonly PollAnswer[]): Tally {
  const count = (word: PollAnswer) => answers.filter((answer) => answer === word).length;
  return { yes: count("yes"), maybe: count("maybe"), no: count("no") };
}

/** The dates that suit most: by yes, then by « si besoin ». None while nobody can come. */
export function best<O extends { tally: Tally }>(options: readonly O[]): O[] {
  const better = (a: Tally, b: Tally) => b.yes - a.yes || b.maybe - a.maybe;
  const [first] = [...options].sort((a, b) => better(a.tally, b.tally));
  if (!first || first.tally.yes + first.tally.maybe === 0) return [];
  return options.filter((option) => better(option.tally, first.tally) === 0);
}
