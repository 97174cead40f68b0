import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";

export { expect };

export type Demo = {
  origin: string;
  coalitions: { slug: string; publicUrl: string; rooms: { transport: string } }[];
  signIn: Record<Role, string>;
  mailbox: string;
};
export type Role = "national" | "coordinator" | "member" | "participant";

/** What the demo says of itself; the global setup started it. */
export function demo(): Demo {
  return JSON.parse(process.env.CORTEGE_DEMO ?? "{}");
}
