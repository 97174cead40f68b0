import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { EmailForm } from "@/components/account/email-form";
import { MessageForm } from "@/components/campaign/message-form";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { splitName } from "@/domain/coalition/name";
import { requestSignIn } from "../../connexion/actions";
import { joinAction } from "./actions";

type Props = { params: Promise<{ locale: string; coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("join"))("title"), robots: { index: false } };
}

/** « Rejoindre la coalition »: an address first for who has not signed in, then one press. */
export default async function JoinPage({ params }: Props) {
  const { locale, coalition: slug } = await params;
  const actor = await currentActor();
  const found = await services().coalition.joinPage(actor, slug);
  if (!found.ok) notFound();
  const { name, mode, role, asked, removed } = found.value;
  const t = await getTranslations("join");
  const { place } = splitName(name);
  const isClosed = mode === "invitation" || removed;
  const space = localPath(locale, `/espace/${slug}`);
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
          {role !== null ? (
            <>
              <Note tone="ok">{t("already")}</Note>
              <p>
                <ButtonLink kind="main" href={space}>
                  {t("enter")}
                </ButtonLink>
              </p>
            </>
          ) : isClosed ? (
            <>
              <Note>{t(removed ? "removed" : "byInvitation")}</Note>
              <p>
                <ButtonLink kind="second" href={localPath(locale, `/${slug}#contact`)}>
                  {t("write")}
                </ButtonLink>
              </p>
            </>
          ) : asked ? (
            <Note tone="ok" role="status">
              {t("asked")}
            </Note>
          ) : (
            <>
              <p className="lead soft">{t(mode === "open" ? "lead" : "leadRequest")}</p>
              {actor.kind === "account" ? (
                <MessageForm
                  action={joinAction}
                  id="join"
                  hidden={{ coalition: slug }}
                  fields={[
                    { name: "name", label: t("name"), hint: t("nameHint"), value: actor.name, maxLength: 80 },
                    ...(mode === "request" ? [{ name: "words", label: t("words"), rows: 3, maxLength: 500 }] : []),
                  ]}
                  submit={t(mode === "open" ? "submit" : "submitRequest")}
                  busyText={t("busy")}
                  kind="main"
                />
              ) : (
                <>
                  <EmailForm
                    action={requestSignIn}
                    email=""
                    returnPath={`/${slug}/rejoindre`}
                    kind="main"
                    texts={{ label: t("email"), send: t("submit") }}
                  />
                  <p className="hint">{t("emailHint")}</p>
                </>
              )}
            </>
          )}
        </div>
      </main>
    </PublicFrame>
  );
}
