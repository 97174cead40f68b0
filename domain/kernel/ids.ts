// The small zod: browsers carry this file.
import * as z from "zod/mini";

export const uuidSchema = z.uuid();

/** A fresh random UUID, in the browser and on the server alike. */
export function newId(): string {
  return globalThis.crypto.randomUUID();
}
