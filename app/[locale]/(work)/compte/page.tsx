import type { Metadata } from "next";
import { connection } from "next/server";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { FollowList } from "@/app/follow-list";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { OwnFieldForm } from "@/components/account/own-field-form";
import { SignOutForm } from "@/components/account/sign-out-form";
import { OwnFeedForm } from "@/components/calendar/own-feed-form";
import { ButtonLink } from "@/components/ui/button";
import { signOut } from "../../(public)/connexion/actions";
import { changeOwnFeed, renameMyself, sharePhone } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.mine");
  const ui = await getTranslations("ui");
  return { title: ui("titleSuffix", { title: t("title") }), robots: { index: false } };
}

/** « Mon compte »: how one is called, where one has a role, and the way out. */
export default async function AccountPage() {
  await connection();
  const actor = await currentActor();
  if (actor.kind !== "account") return turnAway("sign_in_first", "/compte");
  const locale = await getLocale();
  const t = await getTranslations("account.mine");
  const { signOut: texts } = await getMessages();
  const { account, coalition, calendar, follow } = services();
  const [coalitions, phone, hasFeed, follows] = await Promise.all([
    coalition.mine(actor),
    account.sharedPhone(actor),
    calendar.hasOwnFeed(actor),
    follow.mine(actor),
  ]);
  const own = await getTranslations("agenda.own");
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page">
        <div className="stack">
          <h1>{t("title")}</h1>
          <p className="lead soft break-words">{t("lead", { email: actor.email })}</p>
        </div>
        <div className="max-w-md">
          <OwnFieldForm
            action={renameMyself}
            value={actor.name}
            kind="main"
            name="name"
            autoComplete="given-name"
            maxLength={80}
            texts={{ label: t("name"), hint: t("nameHint"), save: t("save"), saved: t("saved") }}
          />
        </div>
        {coalitions.length > 0 ? (
          <section className="stack" aria-labelledby="coalitions">
            <h2 id="coalitions">{t("coalitions")}</h2>
            <ul className="rows plain">
              {coalitions.map((coalition) => (
                <li key={coalition.id}>
                  <div>
                    <a href={localPath(locale, `/espace/${coalition.slug}`)}>{coalition.name}</a>
                    <span className="soft">{t(`role.${coalition.role}`)}</span>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {coalitions.length > 0 ? (
          <section className="stack" aria-labelledby="reach">
            <h2 id="reach">{t("phoneTitle")}</h2>
            <div className="max-w-md">
              <OwnFieldForm
                action={sharePhone}
                value={phone}
                kind="second"
                name="phone"
                type="tel"
                autoComplete="tel"
                maxLength={30}
                texts={{ label: t("phone"), hint: t("phoneHint"), save: t("save"), saved: t("saved") }}
              />
            </div>
          </section>
        ) : null}
        {coalitions.length > 0 ? (
          <section className="stack" aria-labelledby="agenda">
            <h2 id="agenda">{own("title")}</h2>
            <div className="max-w-md">
              <OwnFeedForm
                action={changeOwnFeed}
                has={hasFeed}
                texts={{
                  about: own("about"),
                  make: own("make"),
                  again: own("again"),
                  againHint: own("againHint"),
                  end: own("end"),
                  address: own("address"),
                  secret: own("secret"),
                  open: own("open"),
                }}
              />
            </div>
          </section>
        ) : null}
        <FollowList follows={follows} locale={locale} />
        <section className="stack" aria-labelledby="out">
          <h2 id="out">{t("outTitle")}</h2>
          <p className="soft">{t("outText")}</p>
          <div className="row">
            <NextIntlClientProvider messages={{ signOut: texts }}>
              <SignOutForm action={signOut} account={actor.accountId} />
            </NextIntlClientProvider>
            <ButtonLink kind="quiet" className="flush" href={localPath(locale, "/compte/donnees")}>
              {t("myData")}
            </ButtonLink>
            <ButtonLink kind="quiet" className="flush" href={localPath(locale, "/reservations")}>
              {t("bookings")}
            </ButtonLink>
          </div>
        </section>
      </main>
    </PublicFrame>
  );
}
