import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { DepartureForm, DepartureList, DepartureRows } from "@/app/departure-parts";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { readSheet, turnAway } from "@/app/workspace";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Section } from "@/components/ui/section";
import { removeDepartureAction, saveDepartureAction } from "./actions";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("departures"))("title") };
}

/** What the coalition's people travel to: its own departures, and those that the national coordination keeps. */
export default async function DeparturesPage({ params }: Props) {
  await connection();
  const { coalition } = await params;
  const path = `/espace/${coalition}/trajets`;
  const read = await services().transport.departures(await currentActor(), { coalition });
  if (!read.ok) return turnAway(read.refusal.code, `${path}/departs`);
  const { ahead, past } = read.value;
  const sheet = await readSheet(coalition);
  if (!sheet.ok) return turnAway(sheet.refusal.code, path);
  const national = sheet.value.departures.filter((one) => one.national && one.endsAtLocal >= sheet.value.today);
  const [locale, t] = [await getLocale(), await getTranslations("departures")];
  const form = { action: saveDepartureAction, owner: { coalition } };
  return (
    <div className="stack">
      <p>
        <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, path)}>
          {t("back")}
        </ButtonLink>
      </p>
      <h1>{t("title")}</h1>
      <p className="lead soft">{t("lead")}</p>
      <div className="beside fill">
        <div className="grid gap-10">
          {ahead.length > 0 ? (
            <Section id="own" title={t("own")}>
              <DepartureList departures={ahead} {...form} remove={removeDepartureAction} />
            </Section>
          ) : null}
          {national.length > 0 ? (
            <Section id="national" title={t("national")}>
              <DepartureRows departures={national} />
            </Section>
          ) : null}
          {past.length > 0 ? (
            <More summary={t("past", { count: past.length })}>
              <DepartureList departures={past} {...form} remove={removeDepartureAction} />
            </More>
          ) : null}
        </div>
        <Section id="add" title={t("add")}>
          <DepartureForm {...form} />
        </Section>
      </div>
    </div>
  );
}
