import { notFound } from "next/navigation";

/** What can be changed later in a booking, by the names of the form's fields. */
export const rideFields = [
  "party",
  "direction",
  "outboundFrom",
  "outboundTo",
  "returnFrom",
  "returnTo",
  "price",
  "wheelchair",
  "accessNeed",
] as const;

/**
 * The form that an action was called with. Whoever calls one by hand can hand it anything: what is no form is answered
 * like a page that does not exist.
 */
function given(form: unknown): FormData {
  if (form instanceof FormData) return form;
  notFound();
}

/** What was typed in a field; one that is missing or is a file counts as empty, and what is over-long is cut. */
export function fieldOf(form: FormData, name: string, limit = 2000): string {
  const value = given(form).get(name);
  return typeof value === "string" ? value.slice(0, limit) : "";
}

/** What was typed in these fields, to be parsed by the use case and to be shown again. Files and over-long texts are dropped. */
export function typedIn(form: FormData, fields: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const value = given(form).get(field);
    if (typeof value === "string" && value.length <= 2000) values[field] = value;
  }
  return values;
}

/** Every field, by name, for a use case that parses them all. */
export function valuesOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries(given(form));
}

/** The same where a box may be ticked several times: then it is a list. */
export function listsOf(form: FormData): Record<string, unknown> {
  const names = [...new Set(given(form).keys())];
  return Object.fromEntries(
    names.map((name) => {
      const all = form.getAll(name);
      return [name, all.length > 1 ? all : all[0]];
    }),
  );
}

/** What was typed and ticked, to be shown again: of several, one a line. */
export function linesOf(raw: Record<string, unknown>): Record<string, string> {
  const texts = (value: unknown) => [value].flat().filter((each): each is string => typeof each === "string");
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, texts(value).join("\n").slice(0, 2000)]));
}
