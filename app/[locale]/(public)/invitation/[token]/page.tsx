import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { CoalitionTitle } from "@/app/coalition-title";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { EmailForm } from "@/components/account/email-form";
import { MessageForm } from "@/components/campaign/message-form";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { dayAndMonth } from "@/domain/kernel/spoken-date";
import { requestSignIn } from "../../connexion/actions";
import { Gate } from "../../connexion/gate";
import { acceptInvitationAction } from "./actions";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const [t, ui] = [await getTranslations("invitation.page"), await getTranslations("ui")];
  return { title: ui("titleSuffix", { title: t("title") }), robots: { index: false } };
}

/** Where an invitation leads: who invites to what, and the button that accepts. Opening it changes nothing. */
export default async function InvitationPage({ params }: Props) {
  await connection();
  const { token } = await params;
  const actor = await currentActor();
  const found = await services().invitation.open(actor, token);
  if (!found.ok) notFound();
  const { coalition, role, byMail, expires, end, mine } = found.value;
  const [locale, t, tr] = [
    await getLocale(),
    await getTranslations("invitation.page"),
    await getTranslations("refusal"),
  ];
  const tj = await getTranslations("join");
  const by = byMail ? "mail" : "link";
  const day = dayAndMonth(expires, locale);
  return (
    <Gate>
      <CoalitionTitle name={coalition.name} />
      {mine?.already ? (
        <>
          <Note tone="ok">{t("already")}</Note>
          <p>
            <ButtonLink kind="main" href={localPath(locale, `/espace/${coalition.slug}`)}>
              {t("enter")}
            </ButtonLink>
          </p>
        </>
      ) : end ? (
        <Note>
          <p>{t(end, { day, by })}</p>
          <p>{t("again")}</p>
        </Note>
      ) : (
        <>
          <p className="lead soft">{t("lead", { role })}</p>
          <p>
            {t(`may.${role}`)} {t("until", { day })}
          </p>
          {mine?.refused ? (
            <>
              <Note>
                <p>{tr(mine.refused)}</p>
                {actor.kind === "account" ? <p>{t("signedIn", { email: actor.email })}</p> : null}
              </Note>
              <p>
                <ButtonLink kind="second" href={localPath(locale, "/compte")}>
                  {t("account")}
                </ButtonLink>
              </p>
            </>
          ) : actor.kind === "account" ? (
            <>
              <MessageForm
                action={acceptInvitationAction}
                id="accept"
                hidden={{ token }}
                fields={[{ name: "name", label: t("name"), hint: t("nameHint"), value: actor.name, maxLength: 80 }]}
                submit={t("accept")}
                busyText={t("accept")}
                kind="main"
              />
              <p className="hint">{tj("newsHint")}</p>
            </>
          ) : (
            <>
              <EmailForm
                action={requestSignIn}
                email=""
                returnPath={`/invitation/${token}`}
                kind="main"
                texts={{ label: t("email"), send: t("go") }}
              />
              <p className="hint">{t("emailHint", { by })}</p>
            </>
          )}
        </>
      )}
    </Gate>
  );
}
