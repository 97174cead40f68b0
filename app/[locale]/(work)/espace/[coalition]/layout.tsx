import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { installable } from "@/app/installable";
import { services } from "@/app/services";
import { WorkMessages } from "@/app/work-messages";
import { readWorkspace } from "@/app/workspace";
import { SearchKey } from "@/components/coalition/search-key";
import { WorkNav } from "@/components/coalition/work-nav";
import { OwnAccess } from "@/components/collab/own-access";
import { Note } from "@/components/ui/note";
import { dayAndMonth } from "@/domain/kernel/spoken-date";
import "../../work.css";

export const metadata = installable;

export default async function WorkspaceLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ coalition: string }>;
}) {
  await connection();
  const { coalition: slug } = await params;
  const [locale, t, ts, tt, tn, ta] = await Promise.all([
    getLocale(),
    getTranslations("work"),
    getTranslations("search"),
    getTranslations("tasks"),
    getTranslations("news"),
    getTranslations("archive"),
  ]);
  const [opened, actor] = [await readWorkspace(slug), await currentActor()];
  const room = opened.ok ? await services().calendar.room(actor, slug) : null;
  const archivedAt = opened.ok ? opened.value.coalition.archivedAt : null;
  const home = localPath(locale, `/espace/${slug}`);
  // First on the page, before the ways that it leads past.
  const skip = (
    <a className="btn main skip" href="#contenu">
      {t("skip")}
    </a>
  );
  const content = (
    <main id="contenu" className="work">
      {room ? (
        <OwnAccess
          room={room}
          gone={
            <Note tone="bad" role="alert">
              {t.rich("goneText", { page: (words) => <a href={localPath(locale, "/espace")}>{words}</a> })}
            </Note>
          }
        />
      ) : null}
      {archivedAt ? (
        <Note>
          {ta.rich("read", {
            day: dayAndMonth(archivedAt, locale),
            page: (words) => <a href={localPath(locale, `/${slug}`)}>{words}</a>,
          })}
        </Note>
      ) : null}
      <WorkMessages names={[]}>{children}</WorkMessages>
    </main>
  );
  // Whoever has no role here has no ways to show: the page itself answers 404, sends to sign in, or is theirs alone.
  if (!opened.ok)
    return (
      <>
        {skip}
        {content}
      </>
    );
  return (
    <>
      {skip}
      <div className="desk">
        <WorkNav
          label={t("nav")}
          publicHref={localPath(locale, `/${slug}`)}
          publicName={t("publicPage")}
          places={[
            { href: home, label: t("home"), icon: "home" },
            { href: `${home}/plans`, label: t("plans"), icon: "plan" },
            { href: `${home}/trajets`, label: t("trips"), icon: "coach" },
            {
              href: `${home}/agenda`,
              label: t("agenda"),
              icon: "calendar",
              also: [`${home}/inscriptions`, `${home}/dates`],
            },
          ]}
          deskPlaces={[
            { href: `${home}/taches`, label: tt("title"), icon: "check" },
            { href: `${home}/recherche`, label: ts("title"), icon: "search" },
            { href: `${home}/nouvelles`, label: tn("title"), icon: "mail" },
            { href: `${home}/materiel`, label: t("materials"), icon: "download" },
            { href: `${home}/membres`, label: t("members"), icon: "people", also: [`${home}/demandes`] },
            ...(opened.value.role === "coordinator"
              ? ([
                  {
                    href: `${home}/reglages`,
                    label: t("settings"),
                    icon: "edit",
                    also: [`${home}/chercher-un-nom`],
                  },
                ] as const)
              : []),
          ]}
          more={t("more")}
          me={{
            href: localPath(locale, "/compte"),
            label: t("me"),
            name: actor.kind === "account" ? actor.name || actor.email : "",
          }}
        >
          {content}
        </WorkNav>
        <SearchKey
          source={`/api/recherche/${slug}?langue=${locale}&q=`}
          action={`${home}/recherche`}
          words={{
            title: ts("title"),
            close: ts("close"),
            label: ts("label"),
            hint: ts("hint"),
            none: ts("none"),
            all: ts("all"),
            failed: ts("failed"),
          }}
        />
      </div>
    </>
  );
}
