import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { ButtonLink } from "@/components/ui/button";
import { NewsForm } from "../news-form";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("news"))("write") };
}

/** « Écrire une nouvelle ». */
export default async function WriteNewsPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const opened = await services().coalition.workspace(await currentActor(), slug, "coordinator");
  if (!opened.ok) return turnAway(opened.refusal.code, `/espace/${slug}/nouvelles/ecrire`);
  const [locale, t] = [await getLocale(), await getTranslations("news")];
  return (
    <div className="stack max-w-2xl">
      <p>
        <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/espace/${slug}/nouvelles`)}>
          {t("title")}
        </ButtonLink>
      </p>
      <h1>{t("write")}</h1>
      <NewsForm slug={slug} />
    </div>
  );
}
