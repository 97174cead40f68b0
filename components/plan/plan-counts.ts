import type { useTranslations } from "next-intl";

/** « 3 actions, 6 tâches »; empty where a plan shows neither. */
export function planCounts(
  { actions, tasks }: { actions: number; tasks: number },
  t: ReturnType<typeof useTranslations<"plan">>,
): string {
  return [actions > 0 && t("counts.actions", { count: actions }), tasks > 0 && t("counts.tasks", { count: tasks })]
    .filter(Boolean)
    .join(", ");
}
