"use client";

import { useEffect, useRef } from "react";
import type { SheetRow } from "@/domain/transport/schema";

/** Opens the row that the address names (`#…`), once, when the sheet is here. */
export function useAskedRow(rows: readonly SheetRow[], ready: boolean, open: (rowId: string) => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    const asked = window.location.hash.slice(1);
    if (rows.some(({ id, removed }) => id === asked && !removed)) open(asked);
  }, [rows, ready, open]);
}
