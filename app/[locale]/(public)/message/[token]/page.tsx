import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { services } from "@/app/services";
import { ConfirmMessage } from "@/components/coalition/confirm-message";
import { Gate } from "../../connexion/gate";
import { confirmContactAction } from "./actions";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const [t, ui] = [await getTranslations("contactForm"), await getTranslations("ui")];
  return { title: ui("titleSuffix", { title: t("confirmTitle") }), robots: { index: false } };
}

/** Where the mail's link leads: the message as it was written, and the button that sends it. */
export default async function ConfirmMessagePage({ params }: Props) {
  await connection();
  const { token } = await params;
  const waiting = await services().contact.waiting(token);
  const t = await getTranslations("contactForm");
  return (
    <Gate>
      <h1>{t("confirmTitle")}</h1>
      {waiting ? (
        <>
          <p className="lead soft">{t("confirmText", { coalition: waiting.coalition.name })}</p>
          <blockquote className="whitespace-pre-wrap break-words">{waiting.message}</blockquote>
        </>
      ) : null}
      {/* Stays after it was sent, and says so: then nothing waits any more. */}
      <ConfirmMessage
        action={confirmContactAction}
        token={token}
        waiting={waiting !== null}
        gone={t("goneText")}
        label={t("confirmSend")}
      />
    </Gate>
  );
}
