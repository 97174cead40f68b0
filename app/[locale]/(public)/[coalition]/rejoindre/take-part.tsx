import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { EmailForm } from "@/components/account/email-form";
import { MessageForm } from "@/components/campaign/message-form";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { Actor } from "@/domain/kernel/actor";
import type { JoinPage } from "@/server/coalition/join";
import { requestSignIn } from "../../connexion/actions";
import { joinAction } from "./actions";

/** « Participer »: an address first for who has not signed in, then one press. */
export async function TakePart({
  slug,
  actor,
  page,
  locale,
}: {
  slug: string;
  actor: Actor;
  page: JoinPage;
  locale: string;
}) {
  const { mode, role, asked, removed } = page;
  const t = await getTranslations("join");
  const title = <h1>{t("takeTitle")}</h1>;
  if (role !== null)
    return (
      <>
        {title}
        <Note tone="ok">{t("already")}</Note>
        <p>
          <ButtonLink kind="main" href={localPath(locale, `/espace/${slug}`)}>
            {t("enter")}
          </ButtonLink>
        </p>
      </>
    );
  if (mode === "invitation" || removed)
    return (
      <>
        {title}
        <Note>{t(removed ? "removed" : "byInvitation")}</Note>
        <p>
          <ButtonLink kind="second" href={localPath(locale, `/${slug}#contact`)}>
            {t("write")}
          </ButtonLink>
        </p>
      </>
    );
  if (asked)
    return (
      <>
        {title}
        <Note tone="ok" role="status">
          {t("asked")}
        </Note>
      </>
    );
  return (
    <>
      {title}
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
        >
          <p className="hint">{t("newsHint")}</p>
        </MessageForm>
      ) : (
        <>
          <EmailForm
            action={requestSignIn}
            email=""
            returnPath={`/${slug}/rejoindre?choix=participer`}
            kind="main"
            texts={{ label: t("email"), send: t("submit") }}
          />
          <p className="hint">{t("emailHint")}</p>
        </>
      )}
    </>
  );
}
