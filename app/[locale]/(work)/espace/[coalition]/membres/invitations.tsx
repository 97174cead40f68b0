import { getLocale, getTranslations } from "next-intl/server";
import { ActForm } from "@/components/signup/holder-forms";
import { Icon } from "@/components/ui/icon";
import { Section } from "@/components/ui/section";
import { dayAndMonth } from "@/domain/kernel/spoken-date";
import type { ShownInvitation } from "@/server/coalition/invite";
import { resendInvitationAction, withdrawInvitationAction } from "./inviter/actions";

/** The invitations that somebody can still accept, for the coordinators. */
export async function Invitations({ slug, open }: { slug: string; open: readonly ShownInvitation[] }) {
  const [locale, t] = [await getLocale(), await getTranslations("invitation")];
  if (open.length === 0) return null;
  return (
    <Section id="invitations" title={t("open")}>
      <ul className="rows fold">
        {open.map(({ id, email, label, role, uses, usesMost, expires, createdAt, by }) => {
          const name = email ?? (label === "" ? t("link") : t("linkNamed", { label }));
          const words = {
            role,
            day: dayAndMonth(createdAt, locale),
            until: dayAndMonth(expires, locale),
            by: by ?? t("gone"),
          };
          const hidden = { coalition: slug, invitation: id };
          const said = <span className="sr">{t("of", { name })}</span>;
          return (
            // Sent again, it is another one at the same place: what was answered stays there.
            <li key={email ?? id}>
              <span className="pend" aria-hidden="true">
                <Icon name={email === null ? "link" : "mail"} />
              </span>
              <div>
                <strong>{name}</strong>
                <span className="soft">
                  {email === null ? t("linkState", { ...words, uses, most: usesMost }) : t("mailState", words)}
                </span>
              </div>
              <div className="row">
                {email === null ? null : (
                  <ActForm
                    action={resendInvitationAction}
                    hidden={hidden}
                    submit={t("resend")}
                    busyText={t("busy")}
                    kind="quiet"
                    slim
                  >
                    {said}
                  </ActForm>
                )}
                <ActForm
                  action={withdrawInvitationAction}
                  hidden={hidden}
                  submit={t("withdraw")}
                  busyText={t("busy")}
                  kind="quiet"
                  slim
                >
                  {said}
                </ActForm>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
