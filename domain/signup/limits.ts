/** Against a coach filled with invented names: what may be held by addresses that nobody has confirmed yet. */
export const pendingLimits = { signupsPerEmail: 3, seatsPerEmail: 6, seatsPerNetwork: 12 } as const;
/** Wrong codes before a code is void, and per address and day before only the link works. */
export const wrongCodeLimits = { perCode: 5, perDay: 30 } as const;

export type PendingCounts = { emailSignups: number; emailSeats: number; networkSeats: number };

/**
 * Whether a visitor's request holds seats before its address is confirmed. Beyond the limits it is not refused (a
 * meeting shares one network address): it holds nothing until then.
 */
export function mayHold(pending: PendingCounts, party: number): boolean {
  return (
    pending.emailSignups + 1 <= pendingLimits.signupsPerEmail &&
    pending.emailSeats + party <= pendingLimits.seatsPerEmail &&
    pending.networkSeats + party <= pendingLimits.seatsPerNetwork
  );
}
