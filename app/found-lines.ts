import { getTranslations } from "next-intl/server";
import type { FoundLine } from "@/components/coalition/found-list";
import { toInstant } from "@/domain/kernel/local-time";
import { dayToDate, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { SearchAnswer } from "@/server/transport/search-workspace";
import { localPath } from "./i18n/local-path";

const icons = { plan: "plan", trip: "coach", draft: "coach", event: "calendar", task: "check" } as const;

/** What was found, in the reader's words and with where it leads. */
export async function foundLines(slug: string, locale: string, { found }: SearchAnswer): Promise<FoundLine[]> {
  const t = await getTranslations({ locale, namespace: "search" });
  const work = `/espace/${slug}`;
  const paths = {
    plan: (id: string) => `${work}/plans/${id}`,
    trip: (id: string) => `/${slug}/trajet/${id}`,
    draft: (id: string) => `${work}/trajets#${id}`,
    event: (id: string) => `${work}/agenda#d-${id}`,
    task: (id: string) => `${work}/taches#t-${id}`,
  };
  return found.map(({ kind, id, title, text, at }) => ({
    key: id,
    href: localPath(locale, paths[kind](id)),
    icon: icons[kind],
    kind: t(`kind.${kind}`),
    title: title || t("untitled"),
    text,
    when: at === null ? "" : spokenMoment(at, locale),
  }));
}

function spokenMoment(at: string, locale: string): string {
  if (at.length === 10) return spokenDay(dayToDate(at), locale);
  const instant = toInstant(at);
  return `${spokenDay(instant, locale)}, ${spokenTime(instant, locale)}`;
}
