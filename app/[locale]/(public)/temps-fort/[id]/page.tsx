import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { keyDateViews } from "@/app/key-date-view";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { DayList } from "@/components/calendar/day-list";
import { itemView } from "@/components/calendar/item-words";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { parisDay, spokenSpan } from "@/domain/kernel/spoken-date";
import { CoalitionLine } from "../../coalition-line";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ region?: string | string[] }>;
};

const read = cache(async (id: string, region: string | undefined) => {
  await currentActor();
  const found = await services().campaign.keyDatePage(id, region);
  if (!found.ok) notFound();
  return found.value;
});

const regionOf = async (searchParams: Props["searchParams"]) => {
  const { region } = await searchParams;
  return typeof region === "string" ? region : undefined;
};

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  const { date } = await read(id, await regionOf(searchParams));
  return pageMetadata({
    title: date.title,
    description: `${spokenSpan(date.startsOn, date.endsOn, locale)}, ${date.scope}`,
    path: `/temps-fort/${id}`,
    locale,
    picture: [],
  });
}

/** A national key date: who goes, with which seats, and what is done near home, by region. */
export default async function KeyDatePage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const { date, all, regions, counts } = await read(id, await regionOf(searchParams));
  const t = await getTranslations("keyDate");
  const ta = await getTranslations("agenda");
  const [when] = await keyDateViews([date]);
  const past = date.endsOn < parisDay(new Date());
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-home screen-agenda">
        <div className="event">
          <p>
            <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, "/")}>
              {t("all")}
            </ButtonLink>
          </p>
          <h1>{date.title}</h1>
          <p className="lead">
            <time dateTime={date.startsOn}>{spokenSpan(date.startsOn, date.endsOn, locale)}</time>
            {date.cancelledAt ? ` · ${date.scope}` : ` · ${when?.about}`}
          </p>
        </div>
        {date.cancelledAt ? (
          <Note tone="bad">{t("cancelled", { reason: date.cancelReason })}</Note>
        ) : regions.length === 0 ? (
          <Note icon="calendar">{t(past ? "nobodyPast" : "nobody")}</Note>
        ) : null}
        {all.length > regions.length ? (
          <nav aria-label={t("regions")}>
            <ul className="row">
              {all.map(({ region, count }) => (
                <li key={region}>
                  <a
                    className={region === regions[0]?.region ? "chip on" : "chip"}
                    aria-current={region === regions[0]?.region ? "true" : undefined}
                    href={`${localPath(locale, `/temps-fort/${id}`)}?${new URLSearchParams({ region })}`}
                  >
                    {`${region || t("elsewhere")} (${count})`}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {regions.map(({ region, going }) => {
          const leaving = going.filter(({ trips }) => trips.length > 0);
          const actions = going
            .flatMap(({ coalition, actions: items }) =>
              items.map((item) =>
                itemView(item, ta, locale, localPath(locale, `/${coalition.slug}/agenda/${item.key}`)),
              ),
            )
            .sort((a, b) => a.start.localeCompare(b.start));
          return (
            <Section key={region} id={`region-${going[0]?.coalition.id}`} title={region || t("elsewhere")}>
              {leaving.length > 0 ? (
                <ul>
                  {leaving.map(({ coalition, trips }) => (
                    <CoalitionLine
                      key={coalition.id}
                      coalition={{ ...coalition, km: null }}
                      trips={trips}
                      action={undefined}
                      counts={counts}
                      locale={locale}
                    />
                  ))}
                </ul>
              ) : null}
              {actions.length > 0 ? (
                <DayList
                  items={actions}
                  ribbons={[]}
                  from={date.startsOn}
                  locale={locale}
                  texts={{ cancelled: ta("cancelled"), done: ta("done") }}
                  link={(item) => <a href={item.href ?? ""}>{item.title}</a>}
                />
              ) : null}
            </Section>
          );
        })}
      </main>
    </PublicFrame>
  );
}
