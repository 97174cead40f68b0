import type { Template } from "./template-names";

/** Something to do, so many days before the date that the plan is for (after it: negative). */
export type TemplateTask = { readonly key: string; readonly before: number };
export type TemplatePart = { readonly key: string; readonly tasks: readonly TemplateTask[] };

/**
 * When a demonstration is declared: three to fifteen clear days before it (code de la sécurité intérieure, L211-2). A clear
 * day is a whole one: neither that of the declaration nor that of the demonstration counts.
 */
export const declaration = { first: 16, last: 4 } as const;

const task = (key: string, before: number): TemplateTask => ({ key, before });

/** What each template is made of; its words are texts of the product. */
export const templateParts: Record<Template, readonly TemplatePart[]> = {
  march: [
    {
      key: "prepare",
      tasks: [task("route", 60), task("partners", 45), task("declare", declaration.last), task("print", 21)],
    },
    { key: "week", tasks: [task("stewards", 7), task("press", 5), task("gear", 1)] },
    { key: "day", tasks: [task("speeches", 0), task("after", -2)] },
  ],
  meeting: [
    { key: "prepare", tasks: [task("room", 42), task("speakers", 35), task("poster", 21), task("invite", 10)] },
    { key: "day", tasks: [task("setup", 0), task("after", -2)] },
  ],
  village: [
    { key: "prepare", tasks: [task("place", 90), task("stands", 60), task("insurance", 30), task("programme", 30)] },
    { key: "week", tasks: [task("rota", 7), task("gear", 1)] },
    { key: "day", tasks: [task("setup", 0), task("after", -7)] },
  ],
  leafleting: [
    { key: "prepare", tasks: [task("text", 14), task("print", 7), task("team", 3)] },
    { key: "day", tasks: [task("share", 0), task("after", -1)] },
  ],
};

/** The day so many days before another, `2026-11-28`. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
