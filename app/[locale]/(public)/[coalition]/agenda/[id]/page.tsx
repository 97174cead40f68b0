import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { JsonLd } from "@/app/json-ld";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { kindClass, kindLetter, momentWords } from "@/components/calendar/item-words";
import { KindMark } from "@/components/calendar/kind-mark";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { splitName } from "@/domain/coalition/name";
import { toInstant } from "@/domain/kernel/local-time";
import type { PublicEntry } from "@/server/calendar/read-agenda";

type Props = { params: Promise<{ locale: string; coalition: string; id: string }> };

const read = cache(async (slug: string, id: string) => {
  await currentActor();
  const found = await services().calendar.publicEntry(slug, id);
  if (!found.ok) notFound();
  return found.value;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, coalition: slug, id } = await params;
  const { coalition, entry, times } = await read(slug, id);
  const t = await getTranslations("agenda");
  const [first] = times;
  const when = first ? momentWords(first, t, locale) : "";
  return pageMetadata({
    title: entry.values.title,
    description: [when, entry.values.place, splitName(coalition.name).place].filter(Boolean).join(", "),
    path: `/${slug}/agenda/${id}`,
    locale,
    picture: [slug],
  });
}

/** One event that a coalition announces to everybody. */
export default async function PublicEntryPage({ params }: Props) {
  const { locale, coalition: slug, id } = await params;
  const { coalition, entry, times, over } = await read(slug, id);
  const { values, facts, cancelReason } = entry;
  const open = await services().signup.entryPage(await currentActor(), slug, { entryId: id });
  const t = await getTranslations("agenda");
  const month = (times[0]?.start ?? values.start ?? "").slice(0, 7);
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-agenda">
        <div>
          <p>
            <ButtonLink
              kind="quiet"
              icon="back"
              className="flush"
              href={localPath(locale, `/${slug}/agenda?mois=${month}`)}
            >
              {t("publicTitle", { name: splitName(coalition.name).place })}
            </ButtonLink>
          </p>
          <div className={`event ${kindClass[values.kind]}`}>
            <p>
              <span className="kk" aria-hidden="true">
                <KindMark kind={values.kind} letter={kindLetter(values.kind, t)} />
              </span>
              <span className="soft">{t(`kind.${values.kind}`)}</span>
            </p>
            <h1>{values.title}</h1>
            {facts.cancelled ? (
              <Note tone="bad">
                {t("cancelled")}
                {cancelReason ? ` : ${cancelReason}` : ""}
              </Note>
            ) : null}
            {over && !facts.cancelled ? <p className="soft">{t("over")}</p> : null}
            <ul className="times">
              {times.map((one) => (
                <li key={one.at} className={one.cancelled ? "is-off" : undefined}>
                  <strong>{momentWords(one, t, locale)}</strong>
                  {one.place && one.place !== values.place ? `, ${one.place}` : ""}
                  {one.cancelled ? ` (${[t("cancelled"), one.reason].filter(Boolean).join(" : ")})` : ""}
                </li>
              ))}
            </ul>
            {values.place || values.address ? (
              <p>
                {values.place}
                {values.address ? (
                  <>
                    <br />
                    <span className="soft">{values.address}</span>
                  </>
                ) : null}
              </p>
            ) : null}
            {values.notes ? <p className="prose">{values.notes}</p> : null}
            {values.bring ? (
              <div>
                <h2 className="small">{t("bring")}</h2>
                <p className="prose">{values.bring}</p>
              </div>
            ) : null}
            <div className="row">
              {open.ok && (open.value.entry.status === "open" || open.value.times.length > 0) ? (
                <ButtonLink kind="main" href={localPath(locale, `/${slug}/inscription/${id}`)}>
                  {(await getTranslations("registration"))(open.value.entry.kind === "event" ? "register" : "help")}
                </ButtonLink>
              ) : null}
              <ButtonLink kind="second" icon="calendar" href={`/api/calendrier/${slug}/${id}.ics`}>
                {t("toMyCalendar")}
              </ButtonLink>
            </div>
          </div>
        </div>
        <JsonLd data={eventData({ coalition, entry, times, over })} />
      </main>
    </PublicFrame>
  );
}

function eventData({ coalition, entry, times }: PublicEntry) {
  const { values, facts } = entry;
  const iso = (moment: string | null | undefined) =>
    moment ? (moment.length === 10 ? moment : toInstant(moment).toISOString()) : undefined;
  return {
    "@type": "Event",
    name: values.title,
    startDate: iso(times[0]?.start),
    endDate: iso(times[0]?.end),
    eventStatus: `https://schema.org/${facts.cancelled ? "EventCancelled" : "EventScheduled"}`,
    location: values.place
      ? { "@type": "Place", name: values.place, address: values.address || values.place }
      : undefined,
    description: values.notes || undefined,
    organizer: { "@type": "Organization", name: coalition.name },
  };
}
