import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { dropNameAction } from "@/app/_history/actions";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { ButtonLink } from "@/components/ui/button";
import { findNameAction } from "./actions";
import { NameSearch } from "./name-search";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("findName"))("title") };
}

/** « Chercher un nom »: where it stands in what a coalition wrote, and what came before goes once it is taken out. */
export default async function FindNamePage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const opened = await services().coalition.workspace(await currentActor(), slug, "coordinator");
  if (!opened.ok) return turnAway(opened.refusal.code, `/espace/${slug}/chercher-un-nom`);
  const t = await getTranslations("findName");
  return (
    <div className="grid max-w-2xl gap-8">
      <div className="stack">
        <ButtonLink
          kind="quiet"
          icon="back"
          className="flush"
          href={localPath(await getLocale(), `/espace/${slug}/reglages`)}
        >
          {(await getTranslations("settings"))("title")}
        </ButtonLink>
        <h1>{t("title")}</h1>
        <p className="soft">{t("lead")}</p>
      </div>
      <NameSearch
        action={findNameAction}
        coalition={slug}
        drop={dropNameAction}
        texts={{
          label: t("label"),
          hint: t("hint"),
          find: t("find"),
          before: t("before"),
          still: t("still"),
          drop: t("drop"),
          dropNote: t("dropNote"),
          sure: t("sure"),
        }}
      />
    </div>
  );
}
