import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import type { IconName } from "@/components/ui/icon";
import { threadId } from "@/domain/plan/comment";
import type { NameSearch } from "@/server/history/find-name";
import type { NameAnswer } from "./name-search";

type Place = NameSearch["places"][number];

const icons: Record<Place["kind"], IconName> = {
  plan: "plan",
  comment: "comment",
  trip: "coach",
  departure: "pin",
  event: "calendar",
  task: "check",
  poll: "calendar",
  news: "edit",
  material: "download",
  page: "globe",
};

/** Where each place is seen and changed. */
function pathOf(slug: string, { kind, id, planId }: Place): string {
  const work = `/espace/${slug}`;
  if (kind === "plan") return `${work}/plans/${id}`;
  if (kind === "comment") return `${work}/plans/${planId}#${threadId(id)}`;
  if (kind === "trip") return `${work}/trajets#${id}`;
  if (kind === "departure") return `${work}/trajets/departs`;
  if (kind === "event") return `${work}/agenda#d-${id}`;
  if (kind === "task") return `${work}/taches#t-${id}`;
  if (kind === "poll") return `${work}/dates/${id}`;
  if (kind === "news") return `${work}/nouvelles/${id}`;
  return kind === "material" ? `${work}/materiel#m-${id}` : `${work}/reglages`;
}

/** Where a name stands, and the documents that hold it only as they stood before, in the reader's words. */
export async function sayFound(slug: string, { asked, places, more, documents }: NameSearch): Promise<NameAnswer> {
  if (asked === "") return { asked, found: null };
  const [locale, t] = [await getLocale(), await getTranslations("findName")];
  return {
    asked,
    found: {
      places: {
        title: t("places", { count: places.length, more: more ? "yes" : "no", asked }),
        lead: t(places.length === 0 ? "noPlace" : "placesLead"),
        lines: places.map((place) => ({
          key: `${place.kind} ${place.id} ${place.text}`,
          href: localPath(locale, pathOf(slug, place)),
          icon: icons[place.kind],
          kind: t(`kind.${place.kind}`),
          title: place.title || t("untitled"),
          text: place.text,
          when: "",
        })),
      },
      before: {
        lead: t(documents.length === 0 ? "noBefore" : "beforeLead"),
        documents: documents.map(({ document, kind, title, now }) => {
          const name = kind === "plan" ? t("plan", { title: title || t("untitled") }) : t(kind);
          return { document, name, now, dropWhat: t("dropWhat", { name }) };
        }),
      },
    },
  };
}
