import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { keepBeforeImport } from "@/app/_history/actions";
import { currentActor } from "@/app/actor";
import { agendaProps } from "@/app/agenda-views";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { readAgenda, turnAway } from "@/app/workspace";
import { AgendaLoader } from "@/components/calendar/agenda-loader";
import { SourcesForm } from "@/components/calendar/sources-form";
import { Subscribe } from "@/components/calendar/subscribe";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { addSourceAction, cancelEntryAction, removeSourceAction } from "./actions";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const opened = await readAgenda((await params).coalition);
  const t = await getTranslations("agenda");
  return { title: opened.ok ? t("publicTitle", { name: opened.value.coalition.town }) : t("title") };
}

export default async function AgendaPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const path = `/espace/${slug}/agenda`;
  const opened = await readAgenda(slug);
  if (!opened.ok) return turnAway(opened.refusal.code, path);
  const agenda = opened.value;
  const [locale, t, origin] = [await getLocale(), await getTranslations("agenda"), await siteOrigin()];
  const sources = agenda.mayCancel ? await services().calendar.sources(await currentActor(), slug) : null;
  return (
    <>
      <AgendaLoader
        {...agendaProps(agenda, locale, t, path)}
        cancel={cancelEntryAction}
        keep={keepBeforeImport.bind(null, slug, "agenda")}
      />
      <p className="row">
        <ButtonLink kind="second" slim icon="people" href={localPath(locale, `/espace/${slug}/inscriptions`)}>
          {(await getTranslations("registration.list"))("title")}
        </ButtonLink>
        <ButtonLink kind="second" slim icon="calendar" href={localPath(locale, `/espace/${slug}/dates`)}>
          {(await getTranslations("poll"))("listTitle")}
        </ButtonLink>
      </p>
      <Subscribe
        title={t("subscribe.title")}
        text={t("subscribe.text")}
        open={t("subscribe.open")}
        addressLabel={t("subscribe.address")}
        address={`${origin.origin}/api/calendrier/${slug}.ics`}
      >
        <p>
          <a href={localPath(locale, "/compte#agenda")}>{t("own.link")}</a>
        </p>
      </Subscribe>
      {sources?.ok ? (
        <More summary={t("sources.title")}>
          <SourcesForm
            slug={slug}
            add={addSourceAction}
            remove={removeSourceAction}
            sources={sources.value.map(({ problem, ...source }) => ({
              ...source,
              problem: problem === null ? null : t(`sources.problem.${problem}`),
            }))}
            texts={{
              about: t("sources.about"),
              title: t("sources.name"),
              url: t("sources.url"),
              urlHint: t("sources.urlHint"),
              add: t("sources.add"),
              remove: t("sources.remove"),
            }}
          />
        </More>
      ) : null}
    </>
  );
}
