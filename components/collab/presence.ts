import type { Awareness } from "y-protocols/awareness";

/** Where somebody is. The server drops whatever names another person; the name itself comes from the roster. */
export type Peer = {
  readonly clientId: number;
  readonly userId: string | null;
  readonly rowId: string | null;
  readonly field: string | null;
  /** Which pair of presence colours. */
  readonly order: number;
};

function text(value: unknown): string | null {
  return typeof value === "string" && value.length > 0 && value.length <= 100 ? value : null;
}

/** Other people in the room, one entry a connection, in order of arrival as far as a browser can know it. */
export function peersOf(awareness: Awareness): readonly Peer[] {
  const peers: Peer[] = [];
  for (const [clientId, state] of awareness.getStates()) {
    if (clientId === awareness.clientID) continue;
    peers.push({
      clientId,
      userId: text(state.userId),
      rowId: text(state.rowId),
      field: text(state.field),
      order: clientId,
    });
  }
  return peers;
}

/** Several tabs of one person count once. */
export function peoplePresent(peers: readonly Peer[], myId: string): readonly Peer[] {
  const seen = new Set<string>();
  return peers.filter((peer) => {
    if (peer.userId === null || peer.userId === myId || seen.has(peer.userId)) return false;
    seen.add(peer.userId);
    return true;
  });
}
