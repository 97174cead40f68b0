import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { HeldList } from "@/app/held-list";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { EraseForm } from "@/components/account/erase-form";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { bookingPath } from "@/domain/signup/paths";
import { eraseByLinkAction } from "./actions";

type Props = { params: Promise<{ locale: string; key: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("addressData");
  const ui = await getTranslations("ui");
  // The address is the key: it must not be indexed.
  return { title: ui("titleSuffix", { title: t("title") }), robots: { index: false, follow: false } };
}

/** What is held under an address, for whoever the link of « Retrouver ma réservation » reached: a file of it, and its end. */
export default async function AddressDataPage({ params }: Props) {
  await connection();
  const { locale, key } = await params;
  const data = await services().account.addressData(key);
  if (!data.ok) notFound();
  const { email, hasAccount } = data.value;
  const t = await getTranslations("addressData");
  const mine = await getTranslations("myData");
  return (
    <PublicFrame>
      <main id="contenu" className="wrap screen-text">
        <h1>{t("title")}</h1>
        <p className="lead soft break-words">{t("lead", { email })}</p>
        <HeldList data={data.value} email={email} />
        <section aria-labelledby="emporter">
          <h2 id="emporter">{mine("exportTitle")}</h2>
          <p>{mine("exportText")}</p>
          <div>
            <ButtonLink href={`/api/mes-donnees/${encodeURIComponent(key)}`} download>
              {t("download")}
            </ButtonLink>
          </div>
        </section>
        <section aria-labelledby="effacer">
          <h2 id="effacer">{mine("eraseTitle")}</h2>
          {hasAccount ? (
            <Note>
              <p>
                {t.rich("hasAccount", {
                  link: (words) => <a href={localPath(locale, "/compte/donnees")}>{words}</a>,
                })}
              </p>
            </Note>
          ) : (
            <>
              <p>{mine("eraseLead")}</p>
              <ul>
                <li>{mine("what.places")}</li>
                <li>{t("words")}</li>
                <li>{t("contact")}</li>
                <li>{mine("what.mails")}</li>
              </ul>
              <EraseForm
                action={eraseByLinkAction}
                token={key}
                texts={{ sure: mine("sure"), erase: t("erase"), tick: mine("tick") }}
              />
            </>
          )}
        </section>
        <p>
          <a href={localPath(locale, bookingPath(key))}>{t("back")}</a>
        </p>
      </main>
    </PublicFrame>
  );
}
