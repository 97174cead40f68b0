"use client";

import { useCallback, useMemo, useState } from "react";
import type { SheetFilter } from "@/domain/transport/sheet-filter";
import { entriesOf, textOrNull, useRemembered } from "./use-remembered";

type Kept = Pick<SheetFilter, "departureId" | "stop" | "free" | "mine">;

function parse(stored: unknown): Kept {
  const kept = entriesOf(stored);
  return {
    departureId: textOrNull(kept.get("departureId")),
    stop: textOrNull(kept.get("stop")),
    free: kept.get("free") === true,
    mine: kept.get("mine") === true,
  };
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
