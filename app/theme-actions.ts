"use server";
import { cookies } from "next/headers";
import { fieldOf } from "./form-fields";
import { themeCookie, themeSchema } from "./theme";

/** Remembers light, dark or « as the system does » on this browser; the page comes back in it. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = themeSchema.safeParse(fieldOf(form, "theme"));
  if (!theme.success) return;
  const jar = await cookies();
  if (theme.data === "auto") jar.delete(themeCookie);
  else jar.set(themeCookie, theme.data, { path: "/", maxAge: 365 * 24 * 3600, sameSite: "lax", httpOnly: true });
}
