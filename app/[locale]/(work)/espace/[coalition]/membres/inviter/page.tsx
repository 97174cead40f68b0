import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { InviteByLink, InviteByMail } from "@/components/campaign/invite-forms";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { linkDays, linkRoles, linkUses } from "@/domain/coalition/invitation";
import { type Role, roles } from "@/domain/kernel/role";
import { inviteByMailAction, makeInvitationLinkAction } from "./actions";
import "../members.css";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invitation"))("title") };
}

/** Whom a coordinator asks to come: people by mail, or whoever holds a link. */
export default async function InvitePage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const read = await services().invitation.list(await currentActor(), slug);
  if (!read.ok) return turnAway(read.refusal.code, `/espace/${slug}/membres/inviter`);
  const [locale, t, tm, ts] = await Promise.all([
    getLocale(),
    getTranslations("invitation"),
    getTranslations("members"),
    getTranslations("share"),
  ]);
  const words = (role: Role) => ({ role, name: t(`to.${role}`), may: tm(`may.${role}`) });
  const hidden = { coalition: slug };
  return (
    <div className="members-page">
      <p>
        <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/espace/${slug}/membres`)}>
          {tm("title")}
        </ButtonLink>
      </p>
      <h1>{t("title")}</h1>
      <div className="beside even">
        <Section id="courriel" title={t("byMail")}>
          <InviteByMail
            action={inviteByMailAction}
            hidden={hidden}
            role={{ legend: t("role"), picks: roles.map(words) }}
            texts={{
              emails: t("emails"),
              emailsHint: t("emailsHint"),
              mailHint: t("mailHint"),
              send: t("send"),
              busy: t("busy"),
            }}
          />
        </Section>
        <Section id="lien" title={t("byLink")}>
          <InviteByLink
            action={makeInvitationLinkAction}
            hidden={hidden}
            role={{ legend: t("role"), picks: linkRoles.map(words) }}
            days={linkDays.map((days) => ({ value: String(days), label: t("days", { days }) }))}
            uses={linkUses}
            texts={{
              label: t("label"),
              labelHint: t("labelHint"),
              length: t("length"),
              uses: t("uses"),
              make: t("make"),
              busy: t("busy"),
              address: t("address"),
              once: t("once"),
              qr: t("qr"),
            }}
            shareWords={{
              share: ts("share"),
              copyText: ts("copyText"),
              copyLink: ts("copyLink"),
              copied: ts("copied"),
              byHand: ts("byHand"),
            }}
            note={<p className="soft">{t("linkLead")}</p>}
          />
        </Section>
      </div>
    </div>
  );
}
