import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { installable } from "@/app/installable";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { listingSchema } from "@/domain/coalition/listing";
import { NationalView } from "./national-view";
import "../work.css";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("work");
  return { ...installable, title: t("chooseTitle") };
}

/**
 * The way in: straight to one's coalition, a choice of several, or calm words for an account without a role. A national
 * coordinator sees all coalitions as the public does: their workspaces are their people's.
 */
export default async function SpacePage({ searchParams }: Props) {
  await connection();
  const actor = await currentActor();
  if (actor.kind !== "account") return turnAway("sign_in_first", "/espace");
  const [locale, t, coalitions] = await Promise.all([
    getLocale(),
    getTranslations("work"),
    services().coalition.mine(actor),
  ]);
  if (actor.national) {
    const listing = listingSchema.parse(await searchParams);
    const found = await services().coalition.list(listing);
    return <NationalView own={coalitions} found={found} search={listing.q} />;
  }
  const left = (await searchParams).dit === "quitte";
  const only = coalitions[0];
  if (only !== undefined && coalitions.length === 1 && !left) redirect(localPath(locale, `/espace/${only.slug}`));
  return (
    <main id="contenu" className="work">
      <div className="calm">
        {left ? (
          <Note tone="ok" role="status">
            {t("left")}
          </Note>
        ) : null}
        {coalitions.length === 0 ? (
          <>
            <h1>{t("noRoleTitle")}</h1>
            <p>{t("noRoleText", { email: actor.email })}</p>
            <p className="row">
              <ButtonLink kind="main" href={localPath(locale, "/")}>
                {t("findCoalition")}
              </ButtonLink>
              <ButtonLink kind="quiet" href={localPath(locale, "/reservations")}>
                {t("myBookings")}
              </ButtonLink>
            </p>
          </>
        ) : (
          <>
            <h1>{t("chooseTitle")}</h1>
            <ul className="rows">
              {coalitions.map((coalition) => (
                <li key={coalition.id}>
                  <div>
                    <strong>{coalition.name}</strong>
                    <span className="soft">{t(`role.${coalition.role}`)}</span>
                  </div>
                  <ButtonLink kind="second" slim href={localPath(locale, `/espace/${coalition.slug}`)}>
                    {t("enter")}
                    <span className="sr"> {coalition.name}</span>
                  </ButtonLink>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </main>
  );
}
