import { z } from "zod";

export const uuidSchema = z.uuid();

/** A fresh random UUID, in the browser and on the server alike. */
export function newId(): string {
  return globalThis.crypto.randomUUID();
}
