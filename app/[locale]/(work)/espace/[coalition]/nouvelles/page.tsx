import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { pageAsked } from "@/app/page-asked";
import { PageWays } from "@/app/page-ways";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { spokenDay } from "@/domain/kernel/spoken-date";

type Props = {
  params: Promise<{ coalition: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("news"))("title") };
}

/** What the coalition has written to those who follow it; its coordinators write here. */
export default async function NewsDeskPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const found = await services().news.desk(await currentActor(), slug, await pageAsked(searchParams));
  if (!found.ok) return turnAway(found.refusal.code, `/espace/${slug}/nouvelles`);
  const { role, readers, drafts, news, page, more } = found.value;
  const [locale, t] = [await getLocale(), await getTranslations("news")];
  const path = localPath(locale, `/espace/${slug}/nouvelles`);
  return (
    <div className="grid max-w-2xl gap-8">
      <div className="stack">
        <h1>{t("title")}</h1>
        {role === "coordinator" ? (
          <>
            <p className="lead soft">{t("readers", { count: readers })}</p>
            <p>
              <ButtonLink kind="main" icon="edit" href={`${path}/ecrire`}>
                {t("write")}
              </ButtonLink>
            </p>
          </>
        ) : (
          <p className="lead soft">{t("lead")}</p>
        )}
      </div>
      {drafts.length > 0 ? (
        <Section id="brouillons" title={t("drafts")} fill>
          <ul className="rows plain">
            {drafts.map(({ id, title, changedAt }) => (
              <li key={id}>
                <div>
                  <a href={`${path}/${id}`}>{title}</a>
                  <span className="soft">{spokenDay(changedAt, locale)}</span>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {news.length > 0 ? (
        <Section id="envoyees" title={t("sent")} fill>
          <ul className="rows plain">
            {news.map(({ id, title, sentAt, readers: count, left }) => (
              <li key={id}>
                <div>
                  <a href={`${path}/${id}`}>{title}</a>
                  <span className="soft">{t("sentTo", { day: spokenDay(sentAt ?? new Date(), locale), count })}</span>
                  {left > 0 ? <span className="soft">{t("left", { count: left })}</span> : null}
                </div>
              </li>
            ))}
          </ul>
          <PageWays path={path} page={page} more={more} texts={{ newer: t("newer"), older: t("older") }} />
        </Section>
      ) : (
        <p>{t("none")}</p>
      )}
    </div>
  );
}
