import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { channelWords } from "@/domain/coalition/channel";
import { type About, familyName, type Person, shownName, type Where } from "@/domain/coalition/declaration";
import { spokenList } from "@/domain/kernel/spoken-list";

/** What everybody will read, and nothing else. */
export function Preview({ where, about, people }: { where: Where; about: About; people: readonly Person[] }) {
  const t = useTranslations("declare");
  const actions = spokenList(
    about.actions.map((action) => t(`action.${action}`)),
    useLocale(),
  );
  return (
    <article className="ticket preview" aria-label={t("previewLabel")}>
      <div className="cap">
        <p className="kicker">{familyName}</p>
        <h3>{where.name}</h3>
      </div>
      <div className="body">
        {about.words ? <p>{about.words}</p> : null}
        {about.organisations.length > 0 ? (
          <ul className="row">
            {about.organisations.map((name) => (
              <li className="badge" key={name}>
                {name}
              </li>
            ))}
          </ul>
        ) : null}
        <ul className="facts">
          {actions ? (
            <li>
              <Icon name="flag" />
              <span>{actions}</span>
            </li>
          ) : null}
          {people.map((person, index) => {
            const name = shownName(person, person.shows);
            const email = person.shows.includes("email") ? person.email : "";
            const words = [name, email].filter(Boolean).join(", ");
            return (
              <li key={person.email}>
                <Icon name={email ? "mail" : "lock"} />
                <span>{email ? words : t("byForm", { name: name || t(`person.${index === 0 ? 1 : 2}`) })}</span>
              </li>
            );
          })}
          {about.channels.map(({ kind, address }) => (
            <li key={address}>
              <Icon name={kind === "phone" ? "phone" : "globe"} />
              <span>{t("channelLine", { kind: t(`channel.${kind}`), address: channelWords(address) })}</span>
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
