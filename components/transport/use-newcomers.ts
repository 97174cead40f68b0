import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef } from "react";
import type { Peer } from "@/components/collab/presence";
import type { SheetRow } from "@/domain/transport/schema";
import type { DepartureOption } from "./trip-figures";

const soonMs = 1_000;

/**
 * Whoever joined since the page was read, and a departure that was added, stand in it by an id that has no name: the page
 * is read again, once for each such id, while there is a connection.
 */
export function useNewcomers(
  names: ReadonlyMap<string, string>,
  departures: readonly DepartureOption[],
  peers: readonly Peer[],
  rows: readonly SheetRow[],
  connected: boolean,
): void {
  const router = useRouter();
  const asked = useRef(new Set<string>());
  const nameless = useMemo(() => {
    const known = new Set(departures.map(({ id }) => id));
    const named = rows.flatMap(({ ownerId, departureId }) => [ownerId, departureId]);
    const ids = new Set([...peers.map(({ userId }) => userId), ...named]);
    return [...ids].filter((id) => typeof id === "string" && !names.has(id) && !known.has(id)).join(" ");
  }, [names, departures, peers, rows]);
  useEffect(() => {
    const ids = nameless.split(" ").filter((id) => id !== "" && !asked.current.has(id));
    if (!connected || ids.length === 0) return;
    // Not in step: all who look at the sheet see them come at once.
    const timer = setTimeout(
      () => {
        for (const id of ids) asked.current.add(id);
        router.refresh();
      },
      soonMs * (1 + Math.random()),
    );
    return () => clearTimeout(timer);
  }, [nameless, connected, router]);
}
