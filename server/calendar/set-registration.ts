import { z } from "zod";
import { findEntries, writeRegistration } from "@/db/entry-signup";
import { dayNumber, dayOf, isDay } from "@/domain/calendar/recurrence";
import { readQuestions, registrationLimits } from "@/domain/calendar/registration";
import type { Actor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { fieldErrors } from "@/domain/signup/request";
import type { SignupDeps } from "@/server/signup/deps";
import type { Desk } from "@/server/signup/desk";
import { asOrganiser } from "@/server/signup/organised";
import { isSeries } from "./entry-state";

/** Nobody's answers are kept longer than so many days after the event. */
const longestDays = 90;
const day = (key: string) => z.string({ error: key }).refine(isDay, { error: key });
const seriesSchema = z.object({
  capacity: z.coerce
    .number({ error: "capacity" })
    .int({ error: "capacity" })
    .min(1, { error: "capacity" })
    .max(5000, { error: "capacity" }),
});
const formSchema = seriesSchema.extend({
  closesOn: day("closesOn"),
  purgeOn: day("purgeOn"),
});

/**
 * How people register for an event: places, the last day, what is asked, and when it all goes. A lower number evicts
 * nobody; a question that is taken away keeps what was answered until the purge, and shows it no more.
 */
export async function setRegistration(
  deps: SignupDeps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<null>> {
  const entryId = z.uuid().safeParse(raw.entryId);
  const key = entryId.success ? { entryId: entryId.data, occurrence: null } : null;
  return asOrganiser(deps, actor, key, async (desk, { actor: { accountId } }) => {
    const { endsAt } = desk.thing;
    const [entry] = await findEntries(desk.trx, [String(raw.entryId)]);
    if (!entry?.startsLocal || !endsAt) return refuse("entry_closed");
    // Of a series, each time takes people until it begins and forgets them after it: there is no one day for all.
    if (isSeries(entry)) return setForSeries(desk, accountId, entry.id, raw);
    const form = formSchema.safeParse(raw);
    const { questions, wrong } = readQuestions(raw);
    const fields = { ...(form.success ? {} : fieldErrors(form.error)), ...wrong };
    const last = (entry.endsLocal ?? entry.startsLocal).slice(0, 10);
    const [first, end] = [dayNumber(entry.startsLocal), dayNumber(last)];
    if (form.success && form.data.closesOn > last) fields.closesOn = "closesOn";
    if (form.success && (form.data.purgeOn <= last || dayNumber(form.data.purgeOn) > end + longestDays))
      fields.purgeOn = "purgeOn";
    if (!form.success || Object.keys(fields).length > 0) return refuse("invalid", fields);
    const asksDays = raw.days === "on" && end > first && end - first < registrationLimits.days;
    await writeRegistration(desk.trx, {
      entryId: entry.id,
      capacity: form.data.capacity,
      closesAt: toInstant(`${form.data.closesOn}T23:59`),
      days: asksDays ? Array.from({ length: end - first + 1 }, (_, n) => dayOf(first + n)) : [],
      questions: JSON.stringify(questions),
      purgeOn: form.data.purgeOn,
      updatedBy: accountId,
      updatedAt: desk.now,
    });
    await desk.thing.tell();
    return ok(null);
  });
}

async function setForSeries(
  desk: Desk,
  accountId: string,
  entryId: string,
  raw: Record<string, unknown>,
): Promise<Result<null>> {
  const form = seriesSchema.safeParse(raw);
  const { questions, wrong } = readQuestions(raw);
  const fields = { ...(form.success ? {} : fieldErrors(form.error)), ...wrong };
  if (!form.success || Object.keys(fields).length > 0) return refuse("invalid", fields);
  await writeRegistration(desk.trx, {
    entryId,
    capacity: form.data.capacity,
    closesAt: null,
    days: [],
    questions: JSON.stringify(questions),
    purgeOn: null,
    updatedBy: accountId,
    updatedAt: desk.now,
  });
  await desk.thing.tell();
  return ok(null);
}
