export const signupStates = ["pending", "waiting", "offered", "confirmed", "cancelled", "expired"] as const;
export type SignupState = (typeof signupStates)[number];

const next: Record<SignupState, readonly SignupState[]> = {
  // To `waiting` only from a request that held nothing until its address was confirmed (rule S7).
  pending: ["confirmed", "cancelled", "expired", "waiting"],
  waiting: ["offered", "cancelled"],
  offered: ["confirmed", "cancelled", "expired"],
  confirmed: ["cancelled"],
  cancelled: [],
  expired: [],
};

/** Whether a sign-up may go from one state to the other. */
export function mayBecome(from: SignupState, to: SignupState, holds: boolean): boolean {
  if (from === "pending" && to === "waiting") return !holds;
  return next[from].includes(to);
}

/** A live sign-up may still lead to a seat; a person has at most one for a thing. */
export function isLive(state: SignupState): boolean {
  return state !== "cancelled" && state !== "expired";
}

/** Whether its seats count as taken. `holds` is false for a pending request beyond the limits. */
export function takesSeats(state: SignupState, holds: boolean): boolean {
  return state === "confirmed" || state === "offered" || (state === "pending" && holds);
}

/** A state as the database spells it. */
export function asSignupState(text: string): SignupState {
  const state = signupStates.find((candidate) => candidate === text);
  if (!state) throw new Error(`no sign-up state is called ${text}`);
  return state;
}
