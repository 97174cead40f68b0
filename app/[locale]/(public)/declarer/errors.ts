import type { Result } from "@/domain/kernel/result";

/** What is wrong with a field, in words, once one has pressed the button. */
export function errorsOf(wrong: boolean, read: Result<unknown>, t: (key: never) => string) {
  const fields = wrong && !read.ok ? (read.refusal.fields ?? {}) : {};
  return (field: string): string | null => {
    const key = fields[field];
    return key === undefined ? null : t(`field.${key}` as never);
  };
}
