import { z } from "zod";
import { type Block, type Body, headingLevels, marks } from "./body";

/*
 * The same tree as SQL keeps it. Only the server reads it from there: browsers carry no schemas.
 */
const inlineSchema = z.union([
  z.object({ kind: z.literal("text"), text: z.string(), marks: z.array(z.enum(marks)), href: z.string().nullable() }),
  z.object({ kind: z.literal("break") }),
]);
const inline = z.array(inlineSchema);
const blocks: z.ZodType<Block[]> = z.lazy(() => z.array(blockSchema));
const blockSchema: z.ZodType<Block> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("paragraph"), inline }),
  z.object({ kind: z.literal("heading"), level: z.literal(headingLevels), inline }),
  z.object({ kind: z.literal("bullets"), items: z.array(blocks) }),
  z.object({ kind: z.literal("numbers"), start: z.int(), items: z.array(blocks) }),
  z.object({ kind: z.literal("checks"), items: z.array(z.object({ done: z.boolean(), blocks })) }),
  z.object({
    kind: z.literal("table"),
    rows: z.array(z.array(z.object({ header: z.boolean(), colspan: z.int(), rowspan: z.int(), blocks }))),
  }),
  z.object({ kind: z.literal("quote"), blocks }),
  z.object({ kind: z.literal("callout"), blocks }),
  z.object({ kind: z.literal("image"), imageId: z.uuid(), alt: z.string() }),
  z.object({ kind: z.literal("rule") }),
  z.object({ kind: z.literal("entry"), entryId: z.uuid() }),
]);

/** A text as the projector wrote it. Throws on anything else: nobody but the projector writes there. */
export function parseBody(stored: unknown): Body {
  return blocks.parse(stored);
}
