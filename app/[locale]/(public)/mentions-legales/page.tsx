import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const texts = await getTranslations();
  return { title: texts("ui.titleSuffix", { title: texts("legal.title") }), description: texts("legal.lead") };
}

/** Who answers for this server: from its settings, without which it does not start. */
export default async function LegalPage({ params }: Props) {
  // The settings are those of the server that runs, not of the one that built the pages.
  await connection();
  const { locale } = await params;
  const t = await getTranslations("legal");
  const notice = services().account.legalNotice();
  return (
    <PublicFrame>
      <main id="contenu" className="wrap screen-text">
        <h1>{t("title")}</h1>
        <p className="lead soft">{t("lead")}</p>
        {notice ? (
          <dl className="kept">
            {(["controller", "contact", "hosting"] as const).map((part) => (
              <div key={part}>
                <dt>{t(part)}</dt>
                <dd className="break-words">{notice[part]}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <p>{t("demo")}</p>
        )}
        <section aria-labelledby="plainte">
          <h2 id="plainte">{t("complaintTitle")}</h2>
          <p>{t("complaintText")}</p>
        </section>
        <section aria-labelledby="logiciel">
          <h2 id="logiciel">{t("softwareTitle")}</h2>
          <p>{t("softwareText")}</p>
        </section>
        <ul>
          <li>
            <a href={localPath(locale, "/confidentialite")}>{t("toPrivacy")}</a>
          </li>
          <li>
            <a href={localPath(locale, "/registre")}>{t("toRegister")}</a>
          </li>
        </ul>
      </main>
    </PublicFrame>
  );
}
