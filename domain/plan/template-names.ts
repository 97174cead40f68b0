/** What a plan may begin with, by the name that SQL and messages know. */
export const templates = ["march", "meeting", "village", "leafleting"] as const;
export type Template = (typeof templates)[number];

export function asTemplate(value: unknown): Template | null {
  return templates.find((name) => name === value) ?? null;
}
