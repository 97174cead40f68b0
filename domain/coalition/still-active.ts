const dayMs = 86_400_000;

/** After how long without a word a coalition is asked; after how long without an answer its page says so, and it leaves the list. */
export const silence = { askMs: 183 * dayMs, saidMs: 30 * dayMs, unlistedMs: 60 * dayMs } as const;

/** Whether its page says that nobody has confirmed it for long. */
export function isSilent(askedActiveAt: Date | null, now: Date): boolean {
  return askedActiveAt !== null && now.getTime() - askedActiveAt.getTime() >= silence.saidMs;
}
