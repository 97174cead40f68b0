/**
 * Hears NOTIFY on `channel`. `onReconnect` is called when hearing resumes after a break: what was said meanwhile is lost.
 * Resolves once listening, to a function that stops it.
 */
export type Listen = (
  channel: string,
  onMessage: (payload: string) => void,
  onReconnect?: () => void,
) => Promise<() => Promise<void>>;
