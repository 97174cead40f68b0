import type { Metadata } from "next";
import { connection } from "next/server";
import { getFormatter, getTranslations } from "next-intl/server";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { purposes, tablesFor } from "@/domain/account/register";

export async function generateMetadata(): Promise<Metadata> {
  const texts = await getTranslations();
  return { title: texts("ui.titleSuffix", { title: texts("register.title") }), description: texts("register.lead") };
}

const parts = ["data", "why", "ground", "readers", "until"] as const;

/** The register of processing, and when the jobs that forget last did. */
export default async function RegisterPage() {
  await connection();
  const t = await getTranslations("register");
  const { dateTime } = await getFormatter();
  const runs = await services().account.lastForgetting();
  return (
    <PublicFrame>
      <main id="contenu" className="wrap screen-text">
        <h1>{t("title")}</h1>
        <p className="lead soft">{t("lead")}</p>
        {purposes.map((purpose) => (
          <section key={purpose} aria-labelledby={purpose}>
            <h2 id={purpose}>{t(`purpose.${purpose}.title`)}</h2>
            <dl className="kept">
              {parts.map((part) => (
                <div key={part}>
                  <dt>{t(`part.${part}`)}</dt>
                  <dd>{t(`purpose.${purpose}.${part}`)}</dd>
                </div>
              ))}
              <div>
                <dt>{t("part.tables")}</dt>
                <dd className="soft break-words">{tablesFor(purpose).join(", ")}</dd>
              </div>
            </dl>
          </section>
        ))}
        <section aria-labelledby="effacements">
          <h2 id="effacements">{t("runsTitle")}</h2>
          <p>{t("runsText")}</p>
          {runs.length > 0 ? (
            <ul>
              {runs.map(({ job, at, forgotten }) => (
                <li key={job}>
                  {t("run", {
                    job: t(`job.${job}`),
                    at: dateTime(at, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" }),
                    count: forgotten,
                  })}
                </li>
              ))}
            </ul>
          ) : (
            <p className="soft">{t("noRun")}</p>
          )}
        </section>
      </main>
    </PublicFrame>
  );
}
