import { getTranslations } from "next-intl/server";
import { Avatar } from "@/components/ui/avatar";
import { Section } from "@/components/ui/section";

type Contact = { role: string; organisation: string | null; email: string | null; phone: string | null };
type Props = { website: string | null; contacts: readonly Contact[] };

/** Whom to write to: only what these people agreed to show. */
export async function Contacts({ website, contacts }: Props) {
  const t = await getTranslations("coalitionPage");
  const site = website && /^https?:\/\//.test(website) ? website : null;
  return (
    <Section id="contact" title={t("write")}>
      {contacts.length > 0 ? (
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
      ) : null}
      {contacts.length > 0 || site ? (
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
      ) : null}
    </Section>
  );
}
