/** Somebody with a place on a trip that holds too many, and when they asked for it. */
export type Rider = { id: string; party: number; askedAt: Date };
/** Another trip to the same departure and the seats that are free on it. */
export type Alternative = { id: string; free: number };
export type Move<R extends Rider, A extends Alternative> = { rider: R; to: A | null };

/**
 * Whom one may ask to take another trip so that nobody is too many: the last to have asked first, each towards a trip
 * that has room for their whole party. Where nothing has room, `to` is null: a person decides. Nobody is moved by this.
 */
export function proposeMoves<R extends Rider, A extends Alternative>(
  riders: readonly R[],
  alternatives: readonly A[],
  tooMany: number,
): Move<R, A>[] {
  const left = new Map(alternatives.map((trip) => [trip.id, trip.free]));
  const moves: Move<R, A>[] = [];
  let lacking = tooMany;
  for (const rider of [...riders].sort((a, b) => b.askedAt.getTime() - a.askedAt.getTime())) {
    if (lacking <= 0) break;
    const to = alternatives.find((trip) => (left.get(trip.id) ?? 0) >= rider.party) ?? null;
    if (to !== null) left.set(to.id, (left.get(to.id) ?? 0) - rider.party);
    moves.push({ rider, to });
    lacking -= rider.party;
  }
  return moves;
}
