import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { Button, ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { shownFields } from "@/domain/coalition/declaration";
import { townBeside } from "@/domain/coalition/name";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { confirmContact, declineContact, reopenDeclaration } from "../../actions";
import "../../declare.css";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ dit?: unknown }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("declare.contact");
  return { title: t("page"), robots: { index: false, follow: false } };
}

/** Where the mail leads one of the two people. Loading it changes nothing: its buttons do. */
export default async function ContactPage({ params, searchParams }: Props) {
  await connection();
  const { token } = await params;
  const { dit } = await searchParams;
  const [locale, t, td] = [
    await getLocale(),
    await getTranslations("declare.contact"),
    await getTranslations("declare"),
  ];
  const read = await services().declaration.contact(token);
  const gone = dit === "retire" ? "left" : "gone";
  if (!read.ok)
    return (
      <PublicFrame>
        <main id="contenu" className="wrap page screen-declare">
          <header className="top-line">
            <h1>{t(`${gone}Title`)}</h1>
            <p className="lead soft">{t(`${gone}Text`)}</p>
          </header>
          <p>
            <ButtonLink kind="main" href={localPath(locale, "/")}>
              {t("home")}
            </ButtonLink>
          </p>
        </main>
      </PublicFrame>
    );
  const { person, shows, confirmed, state, name, town, expiresAt, words, coalition } = read.value;
  const proposed = person.shows.map((field) => td(`show.${field}`).toLocaleLowerCase(locale)).join(", ");
  const values = { firstName: person.firstName, lastName: person.lastName, email: person.email };
  const reopens = state === "asked_back" || state === "draft";
  const asked = state === "draft" || state === "to_confirm";
  const stage = asked && !confirmed ? "asked" : state === "to_confirm" ? "waiting" : state;
  const over = state === "refused" || state === "merged";
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-declare">
        <header className="top-line">
          <h1>{t(`${stage}Title`, { firstName: person.firstName })}</h1>
          <p className="lead">
            {t(`${stage}Lead`, {
              name,
              town: townBeside(name, town),
              day: expiresAt ? spokenDay(expiresAt, locale) : "",
            })}
          </p>
        </header>
        {dit === "note" ? (
          <Note tone="ok" role="status">
            {t("noted")}
          </Note>
        ) : null}
        {words ? (
          <Note icon="mail">
            <p className="whitespace-pre-line">{words}</p>
          </Note>
        ) : null}
        {coalition && (state === "published" || state === "merged") ? (
          <p className="row">
            {state === "published" ? (
              <ButtonLink kind="main" icon="home" href={localPath(locale, `/espace/${coalition.slug}`)}>
                {t("space")}
              </ButtonLink>
            ) : null}
            <ButtonLink
              kind={state === "published" ? "quiet" : "main"}
              icon="globe"
              href={localPath(locale, `/${coalition.slug}`)}
            >
              {t(state === "published" ? "see" : "seeOther")}
            </ButtonLink>
          </p>
        ) : null}
        {reopens ? (
          <form action={reopenDeclaration}>
            <input type="hidden" name="token" value={token} />
            <Button kind={confirmed ? "main" : "second"} icon="edit">
              {t("correct")}
            </Button>
          </form>
        ) : null}
        {over ? null : (
          <section className="section" aria-labelledby="shows">
            <header>
              <h2 id="shows">{t("shows")}</h2>
            </header>
            <form className="stack" action={confirmContact}>
              <input type="hidden" name="token" value={token} />
              <fieldset className="field" aria-describedby="shows-hint">
                <legend className="sr">{td("show.label")}</legend>
                {shownFields.map((field) => (
                  <label className="check" key={field} htmlFor={`shows-${field}`}>
                    <input
                      type="checkbox"
                      id={`shows-${field}`}
                      name="shows"
                      value={field}
                      defaultChecked={shows.includes(field)}
                    />
                    <span>
                      {td(`show.${field}`)} <span className="soft break-words">{values[field]}</span>
                    </span>
                  </label>
                ))}
                <p className="hint" id="shows-hint">
                  {proposed && !confirmed ? `${t("proposed", { fields: proposed })} ` : ""}
                  {t("showsHint")}
                </p>
              </fieldset>
              <p>
                <Button kind={confirmed && (reopens || state === "published") ? "second" : "main"}>
                  {t(confirmed ? "save" : "confirm")}
                </Button>
              </p>
            </form>
          </section>
        )}
        <More summary={t(over ? "notMeNow" : confirmed ? "leave" : "notMe")}>
          <p className="soft">{t(over ? "forgetText" : confirmed ? "leaveText" : "notMeText")}</p>
          <form action={declineContact}>
            <input type="hidden" name="token" value={token} />
            <Button kind="danger" slim>
              {t(confirmed && !over ? "leaveNow" : "notMeNow")}
            </Button>
          </form>
        </More>
      </main>
    </PublicFrame>
  );
}
