import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { Button, ButtonLink } from "@/components/ui/button";
import { answerActive } from "../../../actions";
import "../../../declare.css";

type Props = {
  params: Promise<{ coalition: string; token: string }>;
  searchParams: Promise<{ dit?: unknown }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("declare.active");
  return { title: t("page"), robots: { index: false, follow: false } };
}

/** Where the mail that asks leads. Loading it answers nothing: its button does. */
export default async function ActivePage({ params, searchParams }: Props) {
  await connection();
  const { coalition, token } = await params;
  const [locale, t] = [await getLocale(), await getTranslations("declare.active")];
  const asked = await services().declaration.activeQuestion({ coalition, token });
  const said = !asked.ok && (await searchParams).dit === "note";
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-declare">
        <header className="top-line">
          <h1>{asked.ok ? t("title", { name: asked.value.name }) : t(said ? "thanksTitle" : "goneTitle")}</h1>
          <p className="lead soft">{t(asked.ok ? "lead" : said ? "thanksText" : "goneText")}</p>
        </header>
        {asked.ok ? (
          <form action={answerActive}>
            <input type="hidden" name="coalition" value={coalition} />
            <input type="hidden" name="token" value={token} />
            <Button kind="main">{t("yes")}</Button>
          </form>
        ) : (
          <p>
            <ButtonLink kind="main" href={localPath(locale, said ? `/${coalition}` : "/")}>
              {t(said ? "see" : "home")}
            </ButtonLink>
          </p>
        )}
      </main>
    </PublicFrame>
  );
}
