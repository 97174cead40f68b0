import type { Services } from "@/server/services";

/** The use cases, published by the server before Next starts. Await `cookies()` or `connection()` first. */
export function services(): Services {
  const published = (globalThis as { [key: symbol]: unknown })[Symbol.for("cortege.services")];
  if (!published) throw new Error("the server has not published its services");
  return published as Services;
}
