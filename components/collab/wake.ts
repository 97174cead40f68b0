/** Timers of a page that sleeps stand still: a gap this long between two ticks was a sleep. */
const tickMs = 2_000;
const gapMs = 6_000;

/**
 * Calls back when this page may have slept, or the network may be another one: shown again, focused, back online, or its
 * timers stood still. `sleptMs` is how long it may have missed things; `Infinity` when the network changed.
 */
export function onWake(listener: (sleptMs: number) => void): () => void {
  let awakeAt = Date.now();
  const wake = (known?: number) => {
    const slept = known ?? Date.now() - awakeAt;
    awakeAt = Date.now();
    listener(slept);
  };
  const tick = setInterval(() => {
    if (document.visibilityState === "hidden") return;
    if (Date.now() - awakeAt > gapMs) wake();
    awakeAt = Date.now();
  }, tickMs);
  const shown = () => {
    if (document.visibilityState === "visible") wake();
  };
  const restored = (event: PageTransitionEvent) => wake(event.persisted ? Number.POSITIVE_INFINITY : undefined);
  const online = () => wake(Number.POSITIVE_INFINITY);
  const focused = () => wake();
  document.addEventListener("visibilitychange", shown);
  window.addEventListener("pageshow", restored);
  window.addEventListener("online", online);
  window.addEventListener("focus", focused);
  return () => {
    clearInterval(tick);
    document.removeEventListener("visibilitychange", shown);
    window.removeEventListener("pageshow", restored);
    window.removeEventListener("online", online);
    window.removeEventListener("focus", focused);
  };
}

/**
 * A phone that shows something else may never come back to this page: whoever was typing has left the field, so that what
 * they typed is written and sent, or kept. On a desk only closing the page counts: a glance at another window is none.
 */
export function leaveFieldOnSleep(): () => void {
  const leave = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const hidden = () => {
    if (document.visibilityState === "hidden" && window.matchMedia("(pointer: coarse)").matches) leave();
  };
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("pagehide", leave);
  return () => {
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("pagehide", leave);
  };
}
