import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { MessageForm } from "@/components/campaign/message-form";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { withdrawPageAction } from "../../actions";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("moderation"))("withdraw.title"), robots: { index: false } };
}

/** Putting a published page away: what it changes, what stands against it, and the words for who coordinates it. */
export default async function WithdrawPage({ params }: Props) {
  const { coalition } = await params;
  const found = await services().moderation.withdrawing(await currentActor(), coalition);
  if (!found.ok) notFound();
  const { name, ahead } = found.value;
  const [locale, t] = [await getLocale(), await getTranslations("moderation")];
  const ta = await getTranslations("archive");
  return (
    <div className="grid max-w-2xl gap-6">
      <p>
        <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, "/national")}>
          {t("back")}
        </ButtonLink>
      </p>
      <h1>{t("withdraw.title")}</h1>
      <p className="lead">
        <a href={localPath(locale, `/${coalition}`)}>{name}</a>
      </p>
      <p className="soft">{ta("effect")}</p>
      {ahead.length > 0 ? (
        <Note tone="bad">
          <p>{t("withdraw.ahead")}</p>
          <ul>
            {ahead.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </Note>
      ) : null}
      <MessageForm
        action={withdrawPageAction}
        id="withdraw"
        hidden={{ coalition }}
        fields={[
          { name: "message", label: t("withdraw.message"), hint: t("withdraw.hint"), rows: 4, maxLength: 2000 },
          ...(ahead.length > 0
            ? [{ name: "reason", label: t("withdraw.reason"), hint: t("withdraw.reasonHint"), rows: 2, maxLength: 500 }]
            : []),
        ]}
        submit={t(ahead.length > 0 ? "withdraw.callOff" : "withdraw.submit")}
        busyText={t("busy")}
        kind="danger"
      />
    </div>
  );
}
