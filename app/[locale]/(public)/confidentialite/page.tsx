import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { Note } from "@/components/ui/note";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ suite?: unknown }> };

export async function generateMetadata(): Promise<Metadata> {
  const texts = await getTranslations();
  return { title: texts("ui.titleSuffix", { title: texts("privacy.title") }), description: texts("privacy.lead") };
}

const rows = ["name", "phone", "access", "price", "pending", "network", "answers", "poll", "account"] as const;

/** Every cookie and every place in a browser where we keep something: a test finds no other on any page. */
const cookiesSaid = ["session", "browser", "known", "declaration", "theme"] as const;
const deviceSaid = ["copies", "pages", "choices"] as const;

type KeptProps = {
  said: readonly (readonly [
    what: string,
    key: `cookie.${(typeof cookiesSaid)[number]}` | `device.${(typeof deviceSaid)[number]}`,
  ])[];
  t: Awaited<ReturnType<typeof getTranslations<"privacy">>>;
};

function Kept({ said, t }: KeptProps) {
  return (
    <dl className="kept">
      {said.map(([what, key]) => (
        <div key={key}>
          <dt>{what}</dt>
          <dd>{t(`${key}.why`)}</dd>
          <dd className="soft">{t("erased", { when: t(`${key}.until`) })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is collected, what for, and for how long: what the retention job does. */
export default async function PrivacyPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const t = await getTranslations("privacy");
  const erased = (await searchParams).suite === "efface";
  return (
    <PublicFrame>
      <main id="contenu" className="wrap screen-text">
        <h1>{t("title")}</h1>
        {erased ? (
          <Note tone="ok" role="status">
            {t("allErased")}
          </Note>
        ) : null}
        <p className="lead soft">{t("lead")}</p>
        <section aria-labelledby="reserver">
          <h2 id="reserver">{t("bookTitle")}</h2>
          <p>{t("bookText")}</p>
          <dl className="kept">
            {rows.map((row) => (
              <div key={row}>
                <dt>{t(`rows.${row}.what`)}</dt>
                <dd>{t(`rows.${row}.why`)}</dd>
                <dd className="soft">{t("erased", { when: t(`rows.${row}.until`) })}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="temoins">
          <h2 id="temoins">{t("cookiesTitle")}</h2>
          <p>{t("cookiesText")}</p>
          <Kept said={cookiesSaid.map((name) => [`cortege.${name}`, `cookie.${name}`] as const)} t={t} />
        </section>
        <section aria-labelledby="appareil">
          <h2 id="appareil">{t("deviceTitle")}</h2>
          <p>{t("deviceText")}</p>
          <Kept said={deviceSaid.map((name) => [t(`device.${name}.what`), `device.${name}`] as const)} t={t} />
        </section>
        <section aria-labelledby="courriels">
          <h2 id="courriels">{t("mailTitle")}</h2>
          <p>{t("mailText")}</p>
        </section>
        <section aria-labelledby="tout">
          <h2 id="tout">{t("allTitle")}</h2>
          <p>
            {t.rich("allText", {
              register: (words) => <a href={localPath(locale, "/registre")}>{words}</a>,
              legal: (words) => <a href={localPath(locale, "/mentions-legales")}>{words}</a>,
            })}
          </p>
        </section>
        <section aria-labelledby="droits">
          <h2 id="droits">{t("rightsTitle")}</h2>
          <p>
            {t.rich("rightsText", {
              link: (words) => <a href={localPath(locale, "/reservations")}>{words}</a>,
              data: (words) => <a href={localPath(locale, "/compte/donnees")}>{words}</a>,
            })}
          </p>
        </section>
      </main>
    </PublicFrame>
  );
}
