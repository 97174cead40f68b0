import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { FollowForm } from "@/components/coalition/follow-form";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { splitName } from "@/domain/coalition/name";
import { followAction } from "./actions";
import { TakePart } from "./take-part";

type Props = {
  params: Promise<{ locale: string; coalition: string }>;
  searchParams: Promise<{ choix?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("join"))("title"), robots: { index: false } };
}

/** « Rejoindre la coalition »: one question first, whether to hear of it or to take part. */
export default async function JoinPage({ params, searchParams }: Props) {
  const { locale, coalition: slug } = await params;
  const actor = await currentActor();
  const found = await services().coalition.joinPage(actor, slug);
  if (!found.ok) notFound();
  const { name, mode, role, asked, removed } = found.value;
  const t = await getTranslations("join");
  const { place } = splitName(name);
  const here = localPath(locale, `/${slug}/rejoindre`);
  const { choix } = await searchParams;
  // Who takes part already, or has asked to, is not asked again.
  const chosen = role !== null ? "participer" : choix;
  const isChosen = chosen === "nouvelles" || chosen === "participer";
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page">
        <div className="stack max-w-xl">
          <p>
            <ButtonLink
              kind="quiet"
              icon="back"
              className="flush"
              href={isChosen && role === null ? here : localPath(locale, `/${slug}`)}
            >
              {isChosen && role === null ? t("title") : place}
            </ButtonLink>
          </p>
          {chosen === "nouvelles" ? (
            <Follow slug={slug} name={place} email={actor.kind === "account" ? actor.email : null} />
          ) : chosen === "participer" ? (
            <TakePart slug={slug} actor={actor} page={found.value} locale={locale} />
          ) : (
            <>
              <h1>{t("title")}</h1>
              {asked ? (
                <Note tone="ok" role="status">
                  {t("asked")}
                </Note>
              ) : null}
              <p className="lead">{t("question")}</p>
              <ul className="plain grid gap-8">
                <li className="grid gap-2">
                  <ButtonLink kind="main" wide icon="mail" href={`${here}?choix=nouvelles`}>
                    {t("news")}
                  </ButtonLink>
                  <p className="soft">{t("newsText")}</p>
                </li>
                {asked ? null : (
                  <li className="grid gap-2">
                    <ButtonLink kind="second" wide icon="people" href={`${here}?choix=participer`}>
                      {t("take")}
                    </ButtonLink>
                    <p className="soft">{t(mode === "invitation" || removed ? "takeClosed" : "takeText")}</p>
                  </li>
                )}
              </ul>
            </>
          )}
        </div>
      </main>
    </PublicFrame>
  );
}

async function Follow({ slug, name, email }: { slug: string; name: string; email: string | null }) {
  const t = await getTranslations("follow");
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="lead soft">{t("lead", { coalition: name })}</p>
      <FollowForm
        action={followAction}
        coalition={slug}
        asksAddress={email === null}
        words={{
          email: t("email"),
          consent: t("consent"),
          site: t("site"),
          submit: email === null ? t("submit") : t("submitTo", { email }),
          busy: t("busy"),
        }}
      />
    </>
  );
}
