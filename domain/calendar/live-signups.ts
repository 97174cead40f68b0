/** Event names of what open agendas hear: that something was promised, never what. They read it again where they may. */
export const liveSignups = {
  /** From a browser: `{coalitionId}`. */
  watch: "signups:watch",
  changed: "signups:changed",
} as const;
