import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { dropNameAction } from "@/app/_history/actions";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { FoundList } from "@/components/coalition/found-list";
import { ActForm } from "@/components/signup/act-form";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import type { IconName } from "@/components/ui/icon";
import { Section } from "@/components/ui/section";
import { threadId } from "@/domain/plan/comment";
import type { NamedDocument, NameSearch } from "@/server/history/find-name";

type Props = { params: Promise<{ coalition: string }>; searchParams: Promise<{ q?: unknown }> };
type Place = NameSearch["places"][number];

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("findName"))("title") };
}

const icons: Record<Place["kind"], IconName> = {
  plan: "plan",
  comment: "comment",
  trip: "coach",
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
  if (kind === "event") return `${work}/agenda#d-${id}`;
  if (kind === "task") return `${work}/taches#t-${id}`;
  if (kind === "poll") return `${work}/dates/${id}`;
  if (kind === "news") return `${work}/nouvelles/${id}`;
  return kind === "material" ? `${work}/materiel#m-${id}` : `${work}/reglages`;
}

/** « Chercher un nom »: where it stands in what a coalition wrote, and what came before goes once it is taken out. */
export default async function FindNamePage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const path = `/espace/${slug}/chercher-un-nom`;
  const { q } = await searchParams;
  const answer = await services().history.findName(await currentActor(), slug, q ?? "");
  if (!answer.ok) return turnAway(answer.refusal.code, path);
  const [locale, t] = [await getLocale(), await getTranslations("findName")];
  const { asked, places, more, documents } = answer.value;
  const lines = places.map((place) => ({
    key: `${place.kind} ${place.id} ${place.text}`,
    href: localPath(locale, pathOf(slug, place)),
    icon: icons[place.kind],
    kind: t(`kind.${place.kind}`),
    title: place.title || t("untitled"),
    text: place.text,
    when: "",
  }));
  return (
    <div className="grid max-w-2xl gap-8">
      <div className="stack">
        <h1>{t("title")}</h1>
        <p className="soft">{t("lead")}</p>
      </div>
      <form className="search-form" method="get" action={localPath(locale, path)}>
        <Field
          id="q"
          name="q"
          type="search"
          label={t("label")}
          hint={t("hint")}
          defaultValue={asked}
          maxLength={100}
          autoFocus={asked === ""}
        />
        <Button kind="main">{t("find")}</Button>
      </form>
      {asked === "" ? null : (
        <>
          <Section id="textes" title={t("places", { count: places.length, more: more ? "yes" : "no", asked })}>
            <p className="soft">{t(places.length === 0 ? "noPlace" : "placesLead")}</p>
            <FoundList lines={lines} />
          </Section>
          <Section id="avant" title={t("before")}>
            <p className="soft">{t(documents.length === 0 ? "noBefore" : "beforeLead")}</p>
            {documents.length === 0 ? null : (
              <ul className="stack">
                {documents.map((document) => (
                  <Before key={document.document} document={document} slug={slug} asked={asked} />
                ))}
              </ul>
            )}
          </Section>
        </>
      )}
    </div>
  );
}

async function Before({ document: { document, kind, title, now }, slug, asked }: BeforeProps) {
  const t = await getTranslations("findName");
  const name = kind === "plan" ? t("plan", { title: title || t("untitled") }) : t(kind);
  return (
    <li className="stack fill">
      <h3>{name}</h3>
      {now ? (
        <p>{t("still")}</p>
      ) : (
        <ActForm
          act={dropNameAction}
          hidden={{ coalition: slug, document, name: asked }}
          kind="danger"
          submit={
            <>
              {t("drop")}
              <span className="sr">{t("dropWhat", { name })}</span>
            </>
          }
        >
          <p>{t("dropNote")}</p>
          <Check id={`sure-${document}`} name="sure" required>
            {t("sure")}
          </Check>
        </ActForm>
      )}
    </li>
  );
}
type BeforeProps = { document: NamedDocument; slug: string; asked: string };
