import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { CoalitionTitle } from "@/app/coalition-title";
import { localPath } from "@/app/i18n/local-path";
import { SkipLink } from "@/app/page-frame";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { ButtonLink } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { Procession } from "@/components/ui/procession";
import { QrCode } from "@/components/ui/qr-code";
import { toInstant } from "@/domain/kernel/local-time";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import "./poster.css";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("share"))("poster"), robots: { index: false } };
}

/** A sheet of paper for a shop window: who, when and where next, and the code that leads to the coalition's page. */
export default async function CoalitionPosterPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const found = await services().coalition.publicPage(slug);
  if (!found.ok) notFound();
  const [locale, t, tp, ui] = [
    await getLocale(),
    await getTranslations("share"),
    await getTranslations("exchange.poster"),
    await getTranslations("ui"),
  ];
  const { coalition, departures } = found.value;
  const now = new Date();
  const next = departures.find(({ endsAtLocal }) => toInstant(endsAtLocal) > now);
  const start = next && toInstant(next.startsAtLocal);
  const address = new URL(localPath(locale, `/${slug}`), await siteOrigin()).href;
  return (
    <>
      <SkipLink />
      <main id="contenu" className="wrap">
        <div className="screen-only">
          <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/${slug}`)}>
            {t("posterBack")}
          </ButtonLink>
          <PrintButton>{tp("print")}</PrintButton>
        </div>
        <div className="paper-a4 poster">
          <CoalitionTitle name={coalition.name} />
          {coalition.description ? <p className="lead">{coalition.description}</p> : null}
          {next && start ? (
            <p className="lead">
              <strong>{next.title}</strong>
              <br />
              {spokenDay(start, locale)}, {spokenTime(start, locale)}, {next.place}
            </p>
          ) : null}
          <QrCode text={address} label={t("qr")} />
          <p className="lead">{t("scan")}</p>
          <p className="address">{address.replace(/^https?:\/\//, "")}</p>
          <div className="procession">
            <Procession words={ui("banner")} />
          </div>
        </div>
      </main>
    </>
  );
}
