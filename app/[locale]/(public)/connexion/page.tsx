import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { EmailForm } from "@/components/account/email-form";
import { More } from "@/components/ui/more";
import { safePath } from "@/domain/kernel/safe-path";
import { requestSignIn } from "./actions";
import { Gate } from "./gate";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ vers?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  const ui = await getTranslations("ui");
  return { title: ui("titleSuffix", { title: t("signIn.page") }), robots: { index: false } };
}

/** First step of signing in; `?vers=` is where one wanted to go. */
export default async function SignInPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const { vers } = await searchParams;
  const returnPath = safePath(typeof vers === "string" ? vers : null, "/espace");
  const actor = await currentActor();
  if (actor.kind === "account") redirect(localPath(locale, returnPath));
  const t = await getTranslations("account.signIn");
  return (
    <Gate two>
      <section className="gate" aria-labelledby="first">
        <p className="state">{t("firstStep")}</p>
        <h1 id="first">{t("title")}</h1>
        <p className="lead soft">{t("lead")}</p>
        <EmailForm
          action={requestSignIn}
          email=""
          returnPath={returnPath}
          kind="main"
          texts={{ label: t("email"), send: t("send") }}
        />
        <More summary={t("shared")}>
          <p className="soft">{t("sharedText")}</p>
        </More>
      </section>
      <section className="gate only-wide" aria-labelledby="second">
        <p className="state">{t("secondStep")}</p>
        <h2 id="second">{t("look")}</h2>
        <p className="lead soft">{t("lookBefore")}</p>
        <div className="code" aria-hidden="true">
          {[0, 1, 2, 3, 4, 5].map((box) => (
            <span key={box} />
          ))}
        </div>
      </section>
    </Gate>
  );
}
