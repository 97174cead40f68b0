import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { readWorkspace, turnAway } from "@/app/workspace";
import { ButtonLink } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { Procession } from "@/components/ui/procession";
import { QrCode } from "@/components/ui/qr-code";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";

type Props = {
  params: Promise<{ coalition: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Which trip the poster is for; without one, for all of the coalition's. */
const askedSchema = z.object({ trajet: z.uuid().optional().catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("exchange.poster"))("title") };
}

/** A sheet of paper for a shop window: what it is, and the code that leads to it. */
export default async function PosterPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const opened = await readWorkspace(slug);
  if (!opened.ok) return turnAway(opened.refusal.code, `/espace/${slug}/trajets/affiche`);
  const [locale, t] = await Promise.all([getLocale(), getTranslations("exchange.poster")]);
  const { coalition } = opened.value;
  const trips = await services().signup.publicTrips(coalition.id);
  const { trajet } = askedSchema.parse(await searchParams);
  const trip = trips.find(({ id }) => id === trajet);
  const start = trip?.outbound[0] ?? trip?.return[0];
  const path = trip ? `/${slug}/trajet/${trip.id}` : `/${slug}`;
  const address = new URL(localPath(locale, path), await siteOrigin()).href;
  return (
    <>
      <div className="screen-only">
        <ButtonLink kind="quiet" icon="back" className="backlink" href={localPath(locale, `/espace/${slug}/trajets`)}>
          {t("back")}
        </ButtonLink>
        <PrintButton>{t("print")}</PrintButton>
      </div>
      <form className="screen-only" method="get">
        <div className="field">
          <label htmlFor="trajet">{t("for")}</label>
          <select className="input" id="trajet" name="trajet" defaultValue={trip?.id ?? ""}>
            <option value="">{t("all")}</option>
            {trips.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="btn second">
          {t("show")}
        </button>
      </form>
      <div className="paper-a4 poster">
        <h1>{trip ? trip.title : t("heading")}</h1>
        {start !== undefined && (
          <p className="lead">
            {spokenDay(start.at, locale)}, {spokenTime(start.at, locale)}, {start.place}
          </p>
        )}
        <p className="lead">{coalition.name}</p>
        <QrCode text={address} label={t("qr")} />
        <p className="lead">{t("scan")}</p>
        <p className="address">{address.replace(/^https?:\/\//, "")}</p>
        <div className="procession">
          <Procession words={(await getTranslations("ui"))("banner")} />
        </div>
      </div>
    </>
  );
}
