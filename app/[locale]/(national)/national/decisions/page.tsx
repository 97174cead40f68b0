import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { ButtonLink } from "@/components/ui/button";
import { DecisionList } from "../decision-list";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("moderation"))("decisions"), robots: { index: false } };
}

/** Every decision that the national coordination has taken. */
export default async function DecisionsPage({ searchParams }: Props) {
  const wanted = z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .catch(1)
    .parse((await searchParams).page);
  const [locale, t] = [await getLocale(), await getTranslations("moderation")];
  const read = await services().moderation.decisions(await currentActor(), wanted);
  if (!read.ok) notFound();
  const { decisions, page, pages } = read.value;
  const at = (to: number) => localPath(locale, `/national/decisions?page=${to}`);
  return (
    <div className="log narrow-form">
      <div className="head">
        <h1>{t("decisions")}</h1>
      </div>
      {decisions.length === 0 ? <p className="soft">{t("noDecision")}</p> : <DecisionList decisions={decisions} />}
      {pages > 1 ? (
        <nav className="row between" aria-label={t("decisions")}>
          {page > 1 ? (
            <ButtonLink icon="back" href={at(page - 1)} rel="prev">
              {t("previous")}
            </ButtonLink>
          ) : (
            <span />
          )}
          {page < pages ? (
            <ButtonLink href={at(page + 1)} rel="next">
              {t("next")}
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}
