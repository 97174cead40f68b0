import { getTranslations } from "next-intl/server";
import { ContactForm } from "@/components/coalition/contact-form";
import { Avatar } from "@/components/ui/avatar";
import { Section } from "@/components/ui/section";
import { contactLimits } from "@/domain/coalition/contact";
import { writeToCoalitionAction } from "./actions";

type Contact = { role: string; organisation: string | null; email: string | null; phone: string | null };
type Props = { slug: string; website: string | null; contacts: readonly Contact[]; hasCoordinator: boolean };

/** Whom to write to: only what these people agreed to show. */
export async function Contacts({ slug, website, contacts, hasCoordinator }: Props) {
  const [t, tf] = [await getTranslations("coalitionPage"), await getTranslations("contactForm")];
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
      {hasCoordinator ? (
        <ContactForm
          action={writeToCoalitionAction}
          coalition={slug}
          challengeHref={`/api/epreuve/${slug}`}
          limits={{ name: contactLimits.name, message: contactLimits.message }}
          words={{
            summary: tf("summary"),
            about: tf("about"),
            name: tf("name"),
            email: tf("email"),
            emailHint: tf("emailHint"),
            message: tf("message"),
            site: tf("site"),
            send: tf("send"),
            busy: tf("busy"),
          }}
        />
      ) : null}
    </Section>
  );
}
