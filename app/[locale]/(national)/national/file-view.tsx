import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { DecideForm } from "@/components/campaign/decide-form";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { channelWords } from "@/domain/coalition/channel";
import { splitName } from "@/domain/coalition/name";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { spokenList } from "@/domain/kernel/spoken-list";
import type { File } from "@/server/coalition/moderation";
import { decideAction } from "./actions";
import { DecisionList } from "./decision-list";

const verdicts = ["publish", "ask", "refuse", "merge"] as const;

/** All that a moderator needs to decide, and the decision. */
export async function FileView({ file, back }: { file: File; back: string }) {
  const [t, td] = await Promise.all([getTranslations("moderation"), getTranslations("declare")]);
  const locale = await getLocale();
  // The letters are read by who declared it.
  const theirs = await getTranslations({ locale: file.locale, namespace: "moderation" });
  const { where, about, contacts, alike } = file;
  const [likest] = alike;
  const away = (km: number | null) => (km === null || km < 0.5 ? "" : t("away", { km: Math.round(km) }));
  const facts = [
    { label: t("brief"), text: about.words && t("quoted", { words: about.words }) },
    { label: t("organisations"), text: about.organisations.join(", ") },
    {
      label: t("actions"),
      text: spokenList(
        about.actions.map((action) => td(`action.${action}`)),
        locale,
      ),
    },
    { label: t("channels"), text: about.channels.map(({ address }) => channelWords(address)).join(", ") },
  ].filter(({ text }) => text !== "");
  return (
    <article className="file" aria-labelledby="file-title">
      <p className="only-narrow">
        <ButtonLink kind="quiet" icon="back" className="flush" href={back}>
          {t("back")}
        </ButtonLink>
      </p>
      <header>
        <h2 id="file-title">{where.name}</h2>
        <p className="soft">
          {t(file.state === "received" ? "receivedOn" : `is.${file.state as "asked_back" | "refused"}`, {
            day: file.receivedAt ? spokenDay(file.receivedAt, locale) : "",
          })}
        </p>
      </header>
      {likest ? (
        <section className="dup" aria-labelledby="alike">
          <h3 id="alike">
            <Icon name="copy" />
            <span>{t("alikeTitle")}</span>
          </h3>
          <div className="twin">
            <dl>
              <div>
                <dt>{t("receivedOne")}</dt>
                <dd>{where.name}</dd>
              </div>
              <div>
                <dt>{t("place")}</dt>
                <dd>{`${where.town} (${where.departement})`}</dd>
              </div>
            </dl>
            <dl>
              <div>
                <dt>{t("publishedOne")}</dt>
                <dd>
                  <a href={localPath(locale, `/${likest.slug}`)}>{splitName(likest.name).place}</a>
                </dd>
              </div>
              <div>
                <dt>{t("place")}</dt>
                <dd>{`${likest.town} (${likest.departement})${away(likest.km)}`}</dd>
              </div>
              {likest.common.length > 0 ? (
                <div>
                  <dt>{t("common")}</dt>
                  <dd>{likest.common.join(", ")}</dd>
                </div>
              ) : null}
            </dl>
          </div>
          <p className="small">{t(likest.sameName || likest.sameTown ? "sameGroup" : "twoGroups")}</p>
        </section>
      ) : null}
      <dl className="facts-dl">
        {facts.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{t("contacts")}</dt>
          <dd>
            {contacts.map(({ person, shows }) => (
              <p key={person.email}>
                {`${person.firstName} ${person.lastName}${person.organisation ? ` (${person.organisation})` : ""}, ${person.email}`}
                <span className="soft small">
                  {" · "}
                  {shows.length > 0
                    ? t("shows", {
                        fields: shows.map((field) => td(`show.${field}`).toLocaleLowerCase(locale)).join(", "),
                      })
                    : t("byForm")}
                </span>
              </p>
            ))}
          </dd>
        </div>
      </dl>
      {file.decisions.length > 0 ? <DecisionList decisions={file.decisions} /> : null}
      {file.state === "received" ? (
        <DecideForm
          key={file.id}
          action={decideAction}
          id={file.id}
          others={alike.map(({ slug, name, km, town }) => ({
            slug,
            name: splitName(name).place,
            aside: km === null || km < 0.5 ? town : t("km", { km: Math.round(km) }),
          }))}
          words={words(t, theirs, likest ? splitName(likest.name).place : "")}
          texts={{
            verdict: t("verdict"),
            message: t(file.locale === locale ? "message" : `messageIn.${file.locale as "fr" | "en"}`),
            into: t("into"),
            busy: t("busy"),
          }}
        />
      ) : null}
    </article>
  );
}

type Translate = Awaited<ReturnType<typeof getTranslations<"moderation">>>;

function words(t: Translate, theirs: Translate, other: string) {
  const of = (verdict: (typeof verdicts)[number]) => ({
    label: t(`${verdict}.label`),
    submit: t(`${verdict}.submit`),
    message: theirs(`${verdict}.letter`, { other, hasOther: other === "" ? "no" : "yes" }),
    hint: t(`${verdict}.hint`),
  });
  return { publish: of("publish"), ask: of("ask"), refuse: of("refuse"), merge: of("merge") };
}
