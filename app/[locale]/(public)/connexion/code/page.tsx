import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cookieHeader } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { CodeForm } from "@/components/account/code-form";
import { EmailForm } from "@/components/account/email-form";
import { ResendForm } from "@/components/account/resend-form";
import { Note } from "@/components/ui/note";
import { enterWithCode, requestSignIn } from "../actions";
import { Gate } from "../gate";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  const ui = await getTranslations("ui");
  return { title: ui("titleSuffix", { title: t("signIn.look") }), robots: { index: false } };
}

/** Second step: stays open while one reads one's mail. Which address it waits for, the browser's cookie says. */
export default async function CodePage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const pending = await services().account.signIn.pending(await cookieHeader());
  if (!pending) redirect(localPath(locale, "/connexion"));
  const { email, returnPath, code } = pending;
  // A new mail starts afresh: what was typed for the older one goes.
  const asked = pending.resendAt.getTime();
  const t = await getTranslations("account.signIn");
  return (
    <Gate two>
      <section className="gate only-wide" aria-labelledby="first">
        <p className="state">{t("firstStep")}</p>
        <h2 id="first">{t("title")}</h2>
        <p className="lead soft">{t("otherAddress")}</p>
        <EmailForm
          key={email}
          action={requestSignIn}
          email={email}
          returnPath={returnPath}
          kind="second"
          texts={{ label: t("email"), send: t("send") }}
        />
      </section>
      <section className="gate max-lg:border-t-0! max-lg:pt-0!" aria-labelledby="second">
        <p className="state">{t("secondStep")}</p>
        <h1 id="second">{t("look")}</h1>
        <p className="lead soft">
          {t.rich("sentTo", {
            email,
            strong: (address) => <strong className="break-words text-encre">{address}</strong>,
          })}
        </p>
        {code === "usable" ? (
          <CodeForm
            key={asked}
            action={enterWithCode}
            texts={{ label: t("code"), hint: t("hint"), enter: t("enter") }}
          />
        ) : (
          <Note tone="bad" role="alert">
            <p>{t(`state.${code}`)}</p>
          </Note>
        )}
        <p className="soft">{t("nothing")}</p>
        <ResendForm
          action={requestSignIn}
          email={email}
          returnPath={returnPath}
          resendAt={asked}
          now={pending.now.getTime()}
          kind={code === "usable" || code === "locked" ? "quiet" : "main"}
          texts={{ resend: t("resend"), before: t("resendBefore"), after: t("resendAfter") }}
        />
        <p className="hidden max-lg:block">
          <a href={localPath(locale, "/connexion")}>{t("changeAddress")}</a>
        </p>
      </section>
    </Gate>
  );
}
