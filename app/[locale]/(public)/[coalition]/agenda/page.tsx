import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { ribbonViews } from "@/app/agenda-views";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { DayList } from "@/components/calendar/day-list";
import { itemView, monthTitle } from "@/components/calendar/item-words";
import { MonthTable } from "@/components/calendar/month-table";
import { Subscribe } from "@/components/calendar/subscribe";
import { ButtonLink } from "@/components/ui/button";
import { splitName } from "@/domain/coalition/name";

type Props = {
  params: Promise<{ locale: string; coalition: string }>;
  searchParams: Promise<{ mois?: string | string[] }>;
};

const read = cache(async (slug: string, month: string | undefined) => {
  await currentActor();
  const found = await services().calendar.publicMonth(slug, month);
  if (!found.ok) notFound();
  return found.value;
});

async function wanted({ params, searchParams }: Props) {
  const { locale, coalition: slug } = await params;
  const { mois } = await searchParams;
  return { locale, slug, page: await read(slug, typeof mois === "string" ? mois : undefined) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, slug, page } = await wanted(props);
  const t = await getTranslations("agenda");
  const name = splitName(page.coalition.name).place;
  const title = t("publicTitle", { name });
  return pageMetadata({
    title,
    description: t("publicDescription", { name, month: monthTitle(page.month, locale) }),
    path: `/${slug}/agenda`,
    locale,
    picture: [slug],
  });
}

/** A month of what a coalition announces; plain HTML. */
export default async function PublicAgendaPage(props: Props) {
  const { locale, slug, page } = await wanted(props);
  const t = await getTranslations("agenda");
  const { coalition, month, weeks, today, before, after } = page;
  const path = (of: string) => localPath(locale, `/${slug}/agenda?mois=${of}`);
  const items = page.items.map((item) => itemView(item, t, locale, localPath(locale, `/${slug}/agenda/${item.key}`)));
  const ribbons = ribbonViews(page.keyDates, t);
  const ofMonth = <T extends { start: string; end: string | null }>(list: readonly T[]) =>
    list.filter(({ start, end }) => start.slice(0, 7) <= month && (end ?? start).slice(0, 7) >= month);
  const texts = { cancelled: t("cancelled"), done: t("done") };
  const listed = ofMonth(items);
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-agenda">
        <div>
          <p>
            <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/${slug}`)}>
              {splitName(coalition.name).place}
            </ButtonLink>
          </p>
          <div className="headline">
            <h1>{monthTitle(month, locale)}</h1>
            <nav className="months" aria-label={t("months")}>
              {before ? (
                <ButtonLink kind="quiet" icon="back" only href={path(before)} aria-label={monthTitle(before, locale)} />
              ) : null}
              <ButtonLink kind="quiet" icon="arrow" only href={path(after)} aria-label={monthTitle(after, locale)} />
            </nav>
          </div>
        </div>
        <div className="both">
          <div className="only-narrow">
            {listed.length + ofMonth(ribbons).length > 0 ? (
              <DayList
                items={listed}
                ribbons={ofMonth(ribbons)}
                from={`${month}-01`}
                locale={locale}
                texts={texts}
                link={(item) => <a href={item.href ?? ""}>{item.title}</a>}
              />
            ) : (
              <p className="lead soft">{t("emptyMonth", { month: monthTitle(month, locale) })}</p>
            )}
          </div>
          <MonthTable
            month={month}
            weeks={weeks}
            today={today}
            items={items}
            ribbons={ribbons}
            locale={locale}
            texts={{ caption: t("monthCaption", { month: monthTitle(month, locale) }), today: t("today"), ...texts }}
            link={(item, content, className) => (
              <a key={item.key} className={className} href={item.href ?? ""}>
                {content}
              </a>
            )}
          />
        </div>
        <Subscribe
          title={t("subscribe.title")}
          text={t("subscribe.text")}
          open={t("subscribe.open")}
          addressLabel={t("subscribe.address")}
          address={`${(await siteOrigin()).origin}/api/calendrier/${slug}.ics`}
        />
      </main>
    </PublicFrame>
  );
}
