import { z } from "zod";
import { planLimits } from "./body";
import { templates } from "./template-names";

/** What the form « Nouveau plan » asks for. */
export const newPlanSchema = z.object({
  coalition: z.string(),
  // One line, without control characters.
  title: z
    .string()
    .trim()
    .min(1, "required")
    .max(planLimits.title, "tooLong")
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "required"),
  template: z.union([z.literal(""), z.enum(templates)]),
  day: z.union([z.literal(""), z.iso.date("day")]),
});
