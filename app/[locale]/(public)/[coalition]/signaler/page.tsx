import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { MessageForm } from "@/components/campaign/message-form";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { splitName } from "@/domain/coalition/name";
import { reportAction } from "./actions";

type Props = { params: Promise<{ coalition: string }>; searchParams: Promise<{ merci?: unknown }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("report"))("title"), robots: { index: false } };
}

/** Tells the national coordination what is wrong with a coalition's page. */
export default async function ReportPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const found = await services().coalition.publicPage(slug);
  if (!found.ok) notFound();
  const [locale, t] = [await getLocale(), await getTranslations("report")];
  const { place } = splitName(found.value.coalition.name);
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page">
        <div className="stack max-w-xl">
          <p>
            <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/${slug}`)}>
              {place}
            </ButtonLink>
          </p>
          <h1>{t("title")}</h1>
          {(await searchParams).merci === undefined ? (
            <>
              <p className="lead soft">{t("lead", { place })}</p>
              <MessageForm
                action={reportAction}
                id="report"
                hidden={{ coalition: slug }}
                fields={[
                  { name: "reason", label: t("reason"), rows: 5, maxLength: 1000 },
                  { name: "email", label: t("email"), hint: t("emailHint"), type: "email", maxLength: 254 },
                ]}
                submit={t("send")}
                busyText={t("busy")}
                kind="main"
              />
            </>
          ) : (
            <Note tone="ok" role="status">
              {t("thanks")}
            </Note>
          )}
        </div>
      </main>
    </PublicFrame>
  );
}
