import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { readPlan, signInPath, turnAway } from "@/app/workspace";
import { ShownEntryBlock } from "@/components/plan/entry-card";
import { planCounts } from "@/components/plan/plan-counts";
import { PlansBeside } from "@/components/plan/plan-list";
import { PlanPage } from "@/components/plan/plan-page";
import { imageSource } from "@/components/plan/plan-props";
import { PlanText } from "@/components/plan/plan-text";
import { ButtonLink } from "@/components/ui/button";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { quotedWords } from "@/domain/plan/quoted";
import { findBookingsPath } from "@/domain/signup/paths";
import { archivePlanAction } from "../actions";
import { commentAction, eraseCommentAction, resolveThreadAction } from "./comment-actions";

type Props = {
  params: Promise<{ coalition: string; id: string }>;
  searchParams: Promise<{ version?: string | string[] }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  await connection();
  const { coalition, id } = await params;
  const opened = await readPlan(coalition, id);
  return { title: opened.ok ? opened.value.plan.title : (await getTranslations("plan"))("title") };
}

/** A plan as its document was last projected; « Modifier » opens the document itself. */
export default async function PlanReadingPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug, id } = await params;
  const path = `/espace/${slug}/plans/${id}`;
  const opened = await readPlan(slug, id);
  if (!opened.ok) return turnAway(opened.refusal.code, path);
  const threads = await services().plan.threads(await currentActor(), slug, id);
  if (!threads.ok) return turnAway(threads.refusal.code, path);
  const others = await services().plan.list(await currentActor(), slug, {});
  if (!others.ok) return turnAway(others.refusal.code, path);
  const { version } = await searchParams;
  const held =
    typeof version === "string" ? await services().history.version(await currentActor(), slug, id, version) : null;
  const { plan, images, mayWrite, mayArchive, ...rest } = opened.value;
  const [locale, t] = [await getLocale(), await getTranslations("plan")];
  const imagesHref = `/api/images/${slug}`;
  const shown = Object.fromEntries(
    images.map((image) => [
      image.id,
      { src: imageSource(imagesHref, image.id), width: image.width, height: image.height },
    ]),
  );
  const helpHrefs = {
    signUp: localPath(locale, `/${slug}/inscription`),
    own: localPath(locale, findBookingsPath),
  };
  const home = localPath(locale, `/espace/${slug}/plans`);
  return (
    <div className="plan-desk">
      <PlansBeside
        title={t("title")}
        open={id}
        plans={others.value.plans.map((each) => ({
          id: each.id,
          title: each.title,
          href: `${home}/${each.id}`,
          counts: planCounts(each, t),
        }))}
        add={others.value.mayWrite ? { href: `${home}/nouveau`, label: t("new") } : null}
      />
      <div className="plan-open">
        <p className="plan-back no-print">
          <ButtonLink kind="quiet" icon="back" className="backlink" href={home}>
            {t("backToPlans")}
          </ButtonLink>
        </p>
        <PlanPage
          plan={{
            room: rest.room,
            me: rest.me,
            account: rest.account,
            canWrite: mayWrite,
            coalitionId: rest.coalition.id,
            today: rest.today,
            agenda: rest.agenda,
            roster: rest.roster,
            title: plan.title,
            images: shown,
            imagesHref,
            signInHref: signInPath(locale, path),
            helpHrefs,
            template: rest.template,
            acts: {
              exportHref: `/api/plans/${slug}/${id}`,
              versionsHref: `${home}/${id}/versions`,
              shareHref: mayArchive ? `${home}/${id}/partage` : null,
              archive: mayArchive
                ? { act: archivePlanAction, coalition: slug, plan: id, archived: plan.archived }
                : null,
            },
          }}
          isEmpty={plan.body.length === 0}
          version={held?.ok && held.value.of === "plan" ? held.value.past.body : null}
          comments={{
            coalition: slug,
            plan: id,
            names: rest.roster.map(({ name }) => name),
            threads: threads.value.map(({ comments, ...thread }) => ({
              ...thread,
              comments: comments.map(({ at, by, ...comment }) => ({
                ...comment,
                by: by ?? t("comment.gone"),
                when: spokenDay(at, locale),
                order: rest.roster.findIndex(({ name }) => name === by),
              })),
            })),
            say: commentAction,
            resolve: resolveThreadAction,
            erase: eraseCommentAction,
          }}
          meta={
            <span className="soft small">
              {plan.archived ? t("isArchived") : t("changed", { when: spokenDay(plan.updatedAt, locale) })}
            </span>
          }
        >
          <PlanText
            body={plan.body}
            quoted={quotedWords(threads.value)}
            imageOf={(image) => shown[image] ?? { src: imageSource(imagesHref, image) }}
            entryOf={(entry) => (
              <ShownEntryBlock entry={rest.agenda.entries[entry]} today={rest.today} helpHrefs={helpHrefs} />
            )}
          />
        </PlanPage>
      </div>
    </div>
  );
}
