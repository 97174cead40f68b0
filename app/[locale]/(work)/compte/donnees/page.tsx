import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { HeldList } from "@/app/held-list";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { EraseForm } from "@/components/account/erase-form";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { eraseMyself } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("myData");
  const ui = await getTranslations("ui");
  return { title: ui("titleSuffix", { title: t("title") }), robots: { index: false } };
}

const consequences = ["places", "comments", "roster", "documents", "sessions", "mails"] as const;

/** « Mes données »: what is held about who is signed in, a file of it, and its end. */
export default async function MyDataPage() {
  await connection();
  const actor = await currentActor();
  const data = await services().account.personData(actor);
  if (!data.ok || actor.kind !== "account") return turnAway("sign_in_first", "/compte/donnees");
  const locale = await getLocale();
  const t = await getTranslations("myData");
  const { coordinatesAlone } = data.value;
  return (
    <PublicFrame>
      <main id="contenu" className="wrap screen-text">
        <h1>{t("title")}</h1>
        <p className="lead soft break-words">{t("lead", { email: actor.email })}</p>
        <HeldList data={data.value} email={actor.email} />
        <section aria-labelledby="emporter">
          <h2 id="emporter">{t("exportTitle")}</h2>
          <p>{t("exportText")}</p>
          <div>
            <ButtonLink href="/api/mes-donnees" download>
              {t("download")}
            </ButtonLink>
          </div>
        </section>
        <section aria-labelledby="effacer">
          <h2 id="effacer">{t("eraseTitle")}</h2>
          <p>{t("eraseLead")}</p>
          <ul>
            {consequences.map((what) => (
              <li key={what}>{t(`what.${what}`)}</li>
            ))}
          </ul>
          {coordinatesAlone.length > 0 ? (
            <Note>
              <p>{t("alone", { names: coordinatesAlone.join(", ") })}</p>
            </Note>
          ) : (
            <EraseForm
              action={eraseMyself}
              account={actor.accountId}
              texts={{ sure: t("sure"), erase: t("erase"), tick: t("tick") }}
            />
          )}
        </section>
        <p>
          <a href={localPath(locale, "/compte")}>{t("back")}</a>
        </p>
      </main>
    </PublicFrame>
  );
}
