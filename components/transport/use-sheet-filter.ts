"use client";

import { useCallback, useMemo, useState } from "react";
import * as z from "zod/mini";
import { noFilter, type SheetFilter } from "@/domain/transport/sheet-filter";
import { useRemembered } from "./use-remembered";

const keptSchema = z.object({
  departureId: z.nullable(z.string()),
  stop: z.nullable(z.string()),
  free: z.boolean(),
  mine: z.boolean(),
});
type Kept = z.infer<typeof keptSchema>;

function parse(stored: unknown): Kept {
  return keptSchema.safeParse(stored).data ?? noFilter;
}

/**
 * What this person chose to see of a coalition's trips on a phone, remembered on this device and told to nobody. The
 * words searched for are not kept: they would surprise tomorrow.
 */
export function useSheetFilter(coalitionId: string): [SheetFilter, (change: Partial<SheetFilter>) => void] {
  const [kept, remember] = useRemembered(`cortege.sheet.filter.${coalitionId}`, parse);
  const [text, setText] = useState("");
  const change = useCallback(
    ({ text: words, ...others }: Partial<SheetFilter>) => {
      if (words !== undefined) setText(words);
      remember({ ...kept, ...others });
    },
    [kept, remember],
  );
  return [useMemo(() => ({ ...kept, text }), [kept, text]), change];
}
