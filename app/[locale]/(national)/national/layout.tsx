import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { SkipLink } from "@/app/page-frame";
import { WorkNav } from "@/components/coalition/work-nav";
import "../../(work)/work.css";
import "./national.css";

/** The national coordination's space. To anybody else, signed in or not, it does not exist. */
export default async function NationalLayout({ children }: { children: ReactNode }) {
  await connection();
  const actor = await currentActor();
  if (actor.kind !== "account" || !actor.national) notFound();
  const [locale, t, tw] = [await getLocale(), await getTranslations("moderation"), await getTranslations("work")];
  const home = localPath(locale, "/national");
  return (
    <>
      <SkipLink />
      <div className="desk">
        <WorkNav
          label={t("nav")}
          publicHref={localPath(locale, "/")}
          publicName="Cortège"
          places={[
            { href: home, label: t("coalitions"), icon: "flag" },
            { href: `${home}/dates`, label: t("dates"), icon: "calendar" },
            { href: `${home}/decisions`, label: t("decisionsShort"), icon: "clock" },
            { href: localPath(locale, "/espace"), label: t("all"), icon: "people" },
          ]}
          deskPlaces={[]}
          more={tw("more")}
          me={{ href: localPath(locale, "/compte"), label: t("me"), name: actor.name || actor.email }}
        >
          <main id="contenu" className="work national">
            {children}
          </main>
        </WorkNav>
      </div>
    </>
  );
}
