import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { FrequencyForm } from "@/components/coalition/follow-form";
import { ActForm } from "@/components/signup/holder-forms";
import { Note } from "@/components/ui/note";
import { splitName } from "@/domain/coalition/name";
import type { Follow } from "@/server/coalition/follow";
import { Gate } from "../../connexion/gate";
import { changeFollowAction, confirmFollowAction } from "./actions";

type Props = {
  params: Promise<{ locale: string; token: string }>;
  searchParams: Promise<{ fait?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const [t, ui] = [await getTranslations("follow"), await getTranslations("ui")];
  // The address is the key.
  return { title: ui("titleSuffix", { title: t("manageTitle") }), robots: { index: false, follow: false } };
}

/** Where the mails' links lead: the yes of whoever holds the address; then how often, and the end. */
export default async function FollowPage({ params, searchParams }: Props) {
  await connection();
  const { locale, token } = await params;
  const found = await services().follow.page(token);
  if (!found.ok) notFound();
  const page = found.value;
  const t = await getTranslations("follow");
  return (
    <Gate>
      {page.kind === "waiting" ? (
        <>
          <h1>{t("confirmTitle")}</h1>
          <p className="lead soft">{t("confirmText", { coalition: splitName(page.name).place })}</p>
          <ActForm
            action={confirmFollowAction}
            hidden={{ token }}
            submit={t("confirm")}
            busyText={t("busy")}
            kind="main"
          />
        </>
      ) : page.kind === "stopped" ? (
        <>
          <h1>{t("stoppedTitle")}</h1>
          <p className="lead soft">{t("stoppedText")}</p>
        </>
      ) : page.kind === "used" ? (
        <>
          <h1>{t("usedTitle")}</h1>
          <p className="lead soft">{t("usedText")}</p>
          <p>
            <a href={localPath(locale, "/reservations")}>{t("findAll")}</a>
          </p>
        </>
      ) : page.kind === "daily" ? (
        <Daily token={token} hears={page.hears} />
      ) : (
        <Following follow={page.follow} isNew={(await searchParams).fait === "oui"} />
      )}
    </Gate>
  );
}

/** What the key of a daily mail opens: its end. Who was sent the mail on by somebody learns nothing more. */
async function Daily({ token, hears }: { token: string; hears: boolean }) {
  const [t, locale] = [await getTranslations("follow"), await getLocale()];
  return (
    <>
      <h1>{t(hears ? "dailyTitle" : "stoppedTitle")}</h1>
      <p className="lead soft">{t(hears ? "dailyText" : "dailyStopped")}</p>
      {hears ? <Stop token={token} /> : null}
      <p>
        <a href={localPath(locale, "/reservations")}>{t("findAll")}</a>
      </p>
    </>
  );
}

async function Following({ follow, isNew }: { follow: Follow; isNew: boolean }) {
  const { token, name, slug, frequency } = follow;
  const [t, locale] = [await getTranslations("follow"), await getLocale()];
  const hears = frequency !== "never";
  const options = (["now", "daily"] as const).map((value) => ({ value, label: t(value) }));
  return (
    <>
      <h1>{t(hears ? "manageTitle" : "stoppedTitle")}</h1>
      {isNew && hears ? (
        <Note tone="ok" role="status">
          {t("following")}
        </Note>
      ) : null}
      <p className="lead soft">
        {t.rich(hears ? "manageText" : "noneText", {
          coalition: splitName(name).place,
          link: (words) => <a href={localPath(locale, `/${slug}`)}>{words}</a>,
        })}
      </p>
      <FrequencyForm
        action={changeFollowAction}
        token={token}
        frequency={frequency}
        options={options}
        words={{ legend: t("frequency"), save: t("save"), busy: t("busy") }}
      />
      {hears ? <Stop token={token} /> : null}
    </>
  );
}

async function Stop({ token }: { token: string }) {
  const t = await getTranslations("follow");
  return (
    <ActForm
      action={changeFollowAction}
      hidden={{ token, frequency: "never" }}
      submit={t("stop")}
      busyText={t("busy")}
      kind="second"
    />
  );
}
