import { getTranslations } from "next-intl/server";
import { MaterialList, type ShownMaterial } from "@/components/coalition/material-list";
import { PlanText } from "@/components/plan/plan-text";
import { Avatar } from "@/components/ui/avatar";
import { Section } from "@/components/ui/section";
import { readPresentation } from "@/domain/plan/presentation";

type Contact = { role: string; organisation: string | null; email: string | null; phone: string | null };
type Props = {
  coalition: { description: string; forecast: string; organisations: string[]; website: string | null };
  contacts: readonly Contact[];
  /** Markdown, as a coordinator typed it. */
  presentation: string;
  materials: readonly ShownMaterial[];
};

/** Who we are, and whom to write to: only what these people agreed to show. */
export async function About({ coalition, contacts, presentation, materials }: Props) {
  const [t, tm] = [await getTranslations("coalitionPage"), await getTranslations("materials")];
  const site = coalition.website && /^https?:\/\//.test(coalition.website) ? coalition.website : null;
  const hasText = presentation !== "" || Boolean(coalition.forecast) || coalition.organisations.length > 0;
  return (
    <div className="two">
      {hasText ? (
        <Section id="nous" title={t("who")}>
          {presentation === "" ? null : (
            <PlanText body={readPresentation(presentation)} imageOf={() => ({ src: "" })} entryOf={() => null} />
          )}
          {coalition.forecast ? <p>{t("programme", { forecast: coalition.forecast })}</p> : null}
          <ul className="row">
            {coalition.organisations.map((name) => (
              <li className="badge" key={name}>
                {name}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {contacts.length > 0 ? (
        <Section id="contact" title={t("write")}>
          <ul className="contacts">
            {contacts.map((contact, index) => (
              <li className="person" key={`${contact.role} ${contact.email}`}>
                <Avatar name={contact.role} order={index === 0 ? 8 : index} />
                <h3>{contact.role}</h3>
                <span className="small">
                  {contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : contact.organisation}
                  {contact.phone ? (
                    <>
                      {" "}
                      <a href={`tel:${contact.phone.replaceAll(/[^\d+]/g, "")}`}>{contact.phone}</a>
                    </>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
          <p className="soft small">
            {site
              ? t.rich("alsoSite", {
                  site: (words) => (
                    <a href={site} rel="noopener">
                      {words}
                    </a>
                  ),
                })
              : t("also")}
          </p>
        </Section>
      ) : null}
    </div>
  );
}
