import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { PressForm } from "@/components/account/press-form";
import { ButtonLink } from "@/components/ui/button";
import { enterWithLink } from "../../actions";
import { Gate } from "../../gate";

type Props = { params: Promise<{ locale: string; token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  const ui = await getTranslations("ui");
  return { title: ui("titleSuffix", { title: t("signIn.page") }), robots: { index: false } };
}

/** Where the mail's link leads. Loading it spends nothing: mail scanners load it too. */
export default async function SignInLinkPage({ params }: Props) {
  await connection();
  const { locale, token } = await params;
  const target = await services().account.signIn.linkTarget(token);
  const t = await getTranslations("account.link");
  return (
    <Gate>
      {target ? (
        <>
          <h1>{t("title")}</h1>
          <p className="lead soft">
            {t.rich("as", {
              email: target.email,
              strong: (address) => <strong className="break-words text-encre">{address}</strong>,
            })}
          </p>
          <PressForm action={enterWithLink} token={token} label={t("enter")} />
        </>
      ) : (
        <>
          <h1>{t("voidTitle")}</h1>
          <p className="lead soft">{t("voidText")}</p>
          <ButtonLink kind="main" href={localPath(locale, "/connexion")}>
            {t("again")}
          </ButtonLink>
        </>
      )}
    </Gate>
  );
}
