import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { timeWords } from "@/app/entry-words";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { ButtonLink } from "@/components/ui/button";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("registration.list"))("title") };
}

/** What wants helpers, or is to be registered for: members sign up, those who run it see who comes. */
export default async function WantedPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const found = await services().signup.wantedEntries(await currentActor(), slug);
  if (!found.ok) return turnAway(found.refusal.code, `/espace/${slug}/inscriptions`);
  const [locale, t] = await Promise.all([getLocale(), getTranslations("registration.list")]);
  const { entries } = found.value;
  return (
    <div className="poll-page">
      <div className="poll-box">
        <div className="work-head">
          <h1>{t("title")}</h1>
        </div>
        {entries.length === 0 ? <p className="lead soft">{t("empty")}</p> : null}
        <ul className="rows">
          {entries.map((entry) => {
            const query = entry.occurrence ? `?le=${entry.occurrence}` : "";
            return (
              <li key={entry.id}>
                <div>
                  <a href={localPath(locale, `/${slug}/inscription/${entry.id}${query}`)}>
                    <strong>{entry.title}</strong>
                  </a>
                  <p className="soft">
                    {entry.time ? timeWords(entry.time, locale) : null}
                    <br />
                    {t(entry.kind, { ...entry.places, waiting: entry.waiting })}
                  </p>
                </div>
                {entry.organised ? (
                  <ButtonLink kind="second" slim href={localPath(locale, `/espace/${slug}/inscriptions/${entry.id}`)}>
                    {t("see")}
                    <span className="sr">{` : ${entry.title}`}</span>
                  </ButtonLink>
                ) : null}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
