"use client";

import { createContext, useCallback } from "react";
import type { Doc } from "yjs";
import type { Peer } from "@/components/collab/presence";
import { lastWriter } from "@/domain/transport/last-writer";

/** Says who wrote what stands in a field of the sheet, by the id of its input; null when nobody here knows. */
export const WrittenBy = createContext<(id: string) => string | null>(() => null);

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const inputId = new RegExp(`^(${uuid})-(?:(${uuid})-)?(.+)$`);
/** Inputs that show a part of what their field holds. */
const partial: Readonly<Record<string, string>> = { time: "at", day: "at", "deadline-time": "bookingDeadline" };

/** A writer has a name while they are here: the document knows clients, and presence knows whose they are. */
export function useWrittenBy(doc: Doc | undefined, others: readonly Peer[], nameOf: (userId: string) => string) {
  return useCallback(
    (id: string): string | null => {
      const [, rowId, partId = null, input] = inputId.exec(id) ?? [];
      if (doc === undefined || rowId === undefined || input === undefined) return null;
      const client = lastWriter(doc, rowId, partId, partial[input] ?? input);
      const userId = others.find((peer) => peer.clientId === client)?.userId ?? null;
      return userId === null ? null : nameOf(userId);
    },
    [doc, others, nameOf],
  );
}
