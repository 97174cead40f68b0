/** A UUID as RFC 9562 has them, in either case. */
export function isUuid(value: unknown): value is string {
  return (
    typeof value === "string" && /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/iu.test(value)
  );
}

/** A fresh random UUID, in the browser and on the server alike. */
export function newId(): string {
  return globalThis.crypto.randomUUID();
}
