import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { foundLines } from "@/app/found-lines";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { FoundList } from "@/components/coalition/found-list";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

type Props = { params: Promise<{ coalition: string }>; searchParams: Promise<{ q?: unknown }> };

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("search"))("title") };
}

/** What a coalition's plans, trips and agenda say of some words. */
export default async function SearchPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const path = `/espace/${slug}/recherche`;
  const { q } = await searchParams;
  const answer = await services().transport.search(await currentActor(), slug, q ?? "");
  if (!answer.ok) return turnAway(answer.refusal.code, path);
  const [locale, t] = await Promise.all([getLocale(), getTranslations("search")]);
  const { asked, found, more } = answer.value;
  const lines = await foundLines(slug, locale, answer.value);
  return (
    <div className="stack narrow">
      <div className="work-head">
        <h1>{t("title")}</h1>
      </div>
      <form className="search-form" method="get" action={localPath(locale, path)}>
        <Field
          id="q"
          name="q"
          type="search"
          label={t("label")}
          hint={t("hint")}
          defaultValue={asked}
          maxLength={100}
          autoFocus={asked === ""}
        />
        <Button kind="main">{t("find")}</Button>
      </form>
      {asked !== "" && <h2>{t("count", { count: found.length, more: more ? "yes" : "no", asked })}</h2>}
      {asked !== "" && found.length === 0 && <p className="soft">{t("none")}</p>}
      <FoundList lines={lines} />
      {more && <p className="soft">{t("tooMany")}</p>}
    </div>
  );
}
