import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { planCounts } from "@/components/plan/plan-counts";
import { PlanList } from "@/components/plan/plan-list";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { spokenDay } from "@/domain/kernel/spoken-date";

type Props = {
  params: Promise<{ coalition: string }>;
  searchParams: Promise<{ page?: string | string[]; ranges?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("plan"))("title") };
}

/** The coalition's plans; those put away are folded below. `?page=` and `?ranges=` are the pages of either list. */
export default async function PlansPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const { page, ranges } = await searchParams;
  const actor = await currentActor();
  const listed = await services().plan.list(actor, slug, { page });
  if (!listed.ok) return turnAway(listed.refusal.code, `/espace/${slug}/plans`);
  const away = await services().plan.list(actor, slug, { page: ranges, archived: true });
  if (!away.ok) return turnAway(away.refusal.code, `/espace/${slug}/plans`);
  const [locale, t] = [await getLocale(), await getTranslations("plan")];
  const base = localPath(locale, `/espace/${slug}/plans`);
  const { mayWrite } = listed.value;
  const list = (of: typeof listed.value, name: string) => (
    <PlanList
      plans={of.plans.map(({ id, title, updatedAt, ...counts }) => ({
        id,
        title,
        href: `${base}/${id}`,
        counts: planCounts(counts, t),
        changed: t("changed", { when: spokenDay(updatedAt, locale) }),
      }))}
      pages={{
        label: t("pages"),
        previous: of.page > 1 ? { href: `${base}?${name}=${of.page - 1}`, label: t("previous") } : null,
        next: of.more ? { href: `${base}?${name}=${of.page + 1}`, label: t("next") } : null,
      }}
    />
  );
  const isEmpty = listed.value.plans.length === 0 && listed.value.page === 1;
  return (
    <div className="plans-page">
      <div className="work-head">
        <div className="head">
          <h1>{t("title")}</h1>
        </div>
        {mayWrite && !isEmpty && (
          <div className="sub">
            <ButtonLink kind="main" icon="plus" href={`${base}/nouveau`}>
              {t("new")}
            </ButtonLink>
          </div>
        )}
      </div>
      {isEmpty ? (
        <div className="empty">
          <p>{mayWrite ? t("empty") : t("noneReader")}</p>
          {mayWrite && (
            <ButtonLink kind="main" icon="plus" href={`${base}/nouveau`}>
              {t("new")}
            </ButtonLink>
          )}
        </div>
      ) : (
        list(listed.value, "page")
      )}
      {(away.value.plans.length > 0 || away.value.page > 1) && (
        <More summary={t("archived")}>{list(away.value, "ranges")}</More>
      )}
    </div>
  );
}
