import { z } from "zod";

export const themeCookie = "cortege.theme";
export const themeSchema = z.enum(["auto", "light", "dark"]);
export type Theme = z.infer<typeof themeSchema>;

/** What the cookie says; anything else follows the system. */
export function parseTheme(value: string | undefined): Theme {
  return themeSchema.catch("auto").parse(value);
}
