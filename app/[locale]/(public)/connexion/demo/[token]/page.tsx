import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { PressForm } from "@/components/account/press-form";
import { ButtonLink } from "@/components/ui/button";
import { enterDemo } from "../../actions";
import { Gate } from "../../gate";

type Props = { params: Promise<{ locale: string; token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  const ui = await getTranslations("ui");
  return { title: ui("titleSuffix", { title: t("signIn.page") }), robots: { index: false } };
}

/** A way into the demo, printed when it starts. Does not exist outside the demo. */
export default async function DemoSignInPage({ params }: Props) {
  await connection();
  const { locale, token } = await params;
  const { demo } = services();
  if (!demo) notFound();
  const role = demo.links.target(token);
  const t = await getTranslations("account.demo");
  return (
    <Gate>
      {role ? (
        <>
          <h1>{t("title")}</h1>
          <p className="lead soft">{t("text")}</p>
          <PressForm action={enterDemo} token={token} label={t(`enterAs.${role}`)} />
        </>
      ) : (
        <>
          <h1>{t("voidTitle")}</h1>
          <p className="lead soft">{t("voidText")}</p>
          <ButtonLink kind="main" href={localPath(locale, "/connexion")}>
            {t("byMail")}
          </ButtonLink>
        </>
      )}
    </Gate>
  );
}
