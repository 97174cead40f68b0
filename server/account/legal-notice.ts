import type { Env } from "@/server/env";

/** Who answers for the personal data and who keeps the server; null in the demo, where nobody does. */
export type LegalNotice = { controller: string; contact: string; hosting: string } | null;

export function legalNotice(env: Pick<Env, "CONTROLLER_NAME" | "CONTROLLER_CONTACT" | "HOSTING_NAME">): LegalNotice {
  const { CONTROLLER_NAME: controller, CONTROLLER_CONTACT: contact, HOSTING_NAME: hosting } = env;
  return controller && contact && hosting ? { controller, contact, hosting } : null;
}
