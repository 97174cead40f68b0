import type { Awareness } from "y-protocols/awareness";

/** Where somebody is. The server drops whatever names another person; the name itself comes from the roster. */
export type Peer = {
  readonly clientId: number;
  readonly userId: string | null;
  readonly rowId: string | null;
  readonly field: string | null;
  /** 1 to 10: which pair of presence colours. */
  readonly colour: number;
};

const colours = 10;

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
      colour: (clientId % colours) + 1,
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

/** Up to two letters for an avatar: « Réf. transports » gives RT. */
export function initials(name: string): string {
  const words = name.split(/[\s.·-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0]?.[0] ?? "?";
  const second = words.length > 1 ? (words[words.length - 1]?.[0] ?? "") : (words[0]?.[1] ?? "");
  return (first + second).toUpperCase();
}
