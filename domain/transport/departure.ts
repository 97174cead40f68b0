import { z } from "zod";
import { typedLine } from "@/domain/kernel/typed-text";
import { isWallClock } from "@/domain/kernel/wall-clock";

export const departureLimits = { title: 120, place: 120, address: 200 } as const;

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const time = (key: string) => z.string({ error: key }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: key });

/**
 * What people travel to, as a form says it: a day and an hour, and when it is over (the same day, at its end, where nothing
 * is said). Errors are the names of fields.
 */
export const departureSchema = z
  .object({
    title: typedLine({ least: 3, most: departureLimits.title }, "title"),
    day: z.iso.date({ error: "day" }),
    time: time("time"),
    endDay: optional(z.iso.date({ error: "endDay" })),
    endTime: optional(time("endTime")),
    place: typedLine({ least: 2, most: departureLimits.place }, "place"),
    address: typedLine({ most: departureLimits.address }, "address"),
  })
  .transform(({ title, day, time, endDay, endTime, place, address }) => ({
    title,
    place,
    address,
    startsAtLocal: `${day}T${time}`,
    endsAtLocal: `${endDay ?? day}T${endTime ?? "23:59"}`,
  }))
  .superRefine(({ startsAtLocal, endsAtLocal }, context) => {
    if (!isWallClock(startsAtLocal)) context.addIssue({ code: "custom", path: ["time"], message: "time" });
    if (!isWallClock(endsAtLocal) || endsAtLocal < startsAtLocal)
      context.addIssue({ code: "custom", path: ["endTime"], message: "endTime" });
  });
export type DepartureValues = z.infer<typeof departureSchema>;
