import type { RibbonView } from "@/components/calendar/agenda-props";

/** Key dates as the agenda's ribbons. */
export function ribbonViews(
  dates: readonly { id: string; title: string; startsOn: string; endsOn: string }[],
): RibbonView[] {
  return dates.map(({ id, title, startsOn, endsOn }) => ({ key: id, title, start: startsOn, end: endsOn }));
}
