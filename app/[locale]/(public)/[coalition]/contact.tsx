import { getTranslations } from "next-intl/server";
import { ContactForm } from "@/components/coalition/contact-form";
import { Avatar } from "@/components/ui/avatar";
import { Icon, type IconName } from "@/components/ui/icon";
import { Section } from "@/components/ui/section";
import { channelWords } from "@/domain/coalition/channel";
import { contactLimits } from "@/domain/coalition/contact";
import { writeToCoalitionAction } from "./actions";

type Contact = { role: string; organisation: string | null; email: string | null; phone: string | null };
type Props = {
  slug: string;
  channels: readonly { kind: string; address: string }[];
  contacts: readonly Contact[];
  hasCoordinator: boolean;
};
const icons: Record<string, IconName> = {
  page: "globe",
  social: "people",
  chat: "comment",
  list: "mail",
  phone: "phone",
};

/** Whom to write to: only what these people agreed to show. */
export async function Contacts({ slug, channels, contacts, hasCoordinator }: Props) {
  const [t, tf] = [await getTranslations("coalitionPage"), await getTranslations("contactForm")];
  const ts = await getTranslations("settings.channel");
  const links = channels.filter(({ address }) => /^(https?:\/\/|mailto:|tel:)/.test(address));
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
      {links.length > 0 ? (
        <ul className="facts channels">
          {links.map(({ kind, address }) => (
            <li key={address}>
              <Icon name={icons[kind] ?? "link"} />
              <span>
                {t("channel", { kind: ts(kind as never) })}
                <a href={address} rel="noopener nofollow">
                  {channelWords(address)}
                </a>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {contacts.length > 0 ? <p className="soft small">{t("also")}</p> : null}
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
