const dayMs = 86_400_000;

/** An account that nobody uses: when its person is told, how long they have then, and when it ends. */
export const idleTimes = { tellMs: 335 * dayMs, noticeMs: 30 * dayMs, eraseMs: 365 * dayMs, lookMs: dayMs } as const;
