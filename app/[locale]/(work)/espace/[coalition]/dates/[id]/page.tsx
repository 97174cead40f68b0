import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { drawnOptions, pollDay } from "@/app/poll-words";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { turnAway } from "@/app/workspace";
import { KeepDate } from "@/components/calendar/keep-date";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { keepDateAction, removePollAction } from "../actions";

type Props = { params: Promise<{ coalition: string; id: string }> };

const read = cache(async (slug: string, id: string) => {
  const opened = await services().poll.open(await currentActor(), slug, id);
  return opened.ok ? opened.value : turnAway(opened.refusal.code, `/espace/${slug}/dates/${id}`);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const { coalition, id } = await params;
  return { title: (await read(coalition, id)).poll.title };
}

/** Who can come when, and « Retenir cette date ». */
export default async function WorkspacePollPage({ params }: Props) {
  await connection();
  const { coalition: slug, id } = await params;
  const { poll, replies, agenda } = await read(slug, id);
  const [locale, t] = await Promise.all([getLocale(), getTranslations("poll")]);
  const options = await drawnOptions(poll, locale);
  const address = new URL(localPath(locale, `/${slug}/dates/${id}`), await siteOrigin()).href;
  return (
    <div className="poll-page">
      <div className="poll-box">
        <div className="poll-head">
          <p>
            <ButtonLink kind="quiet" icon="back" className="backlink" href={localPath(locale, `/espace/${slug}/dates`)}>
              {t("listTitle")}
            </ButtonLink>
          </p>
          <h1>{poll.title}</h1>
          <p className="soft">
            {t("listLine", { n: poll.replies, day: spokenDay(poll.closesAt, locale), open: String(poll.open) })}
          </p>
        </div>
        {poll.kept ? (
          <Note tone="ok" fill>
            {t.rich("kept", { day: pollDay(poll.kept.option, locale), strong: (words) => <strong>{words}</strong> })}
          </Note>
        ) : (
          <Field id="adresse" label={t("share")} hint={t("shareHint")} readOnly value={address} />
        )}
        <ol className="poll">
          {options.map((option) => (
            <li key={option.id} className={option.best ? "is-best" : undefined}>
              {option.date}
              <div className="ans">{option.tally ?? <p className="soft">{t("nobodyYet")}</p>}</div>
            </li>
          ))}
        </ol>
        {replies.length > 0 ? (
          <section className="section" aria-labelledby="reponses">
            <header>
              <h2 id="reponses">{t("replies")}</h2>
            </header>
            <div className="replies">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t("who")}</th>
                    {poll.options.map((option) => (
                      <th scope="col" key={option.id}>
                        {pollDay(option, locale)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {replies.map((reply) => (
                    <tr key={reply.id}>
                      <th scope="row">{reply.firstName}</th>
                      {poll.options.map((option) => (
                        <td key={option.id}>{t(reply.answers[option.id] ?? "no")}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row">{t("total")}</th>
                    {poll.options.map((option) => (
                      <td key={option.id}>{t("tally", option.tally)}</td>
                    ))}
                  </tr>
                </tfoot>
              </table>
            </div>
          </section>
        ) : null}
        {agenda && !agenda.written ? (
          <section className="section" aria-labelledby="retenir">
            <header>
              <h2 id="retenir">{t(poll.kept ? "keep.writeTitle" : "keep.title")}</h2>
            </header>
            <p className="soft">{t(poll.kept ? "keep.writeText" : "keep.text")}</p>
            <KeepDate
              poll={poll}
              options={poll.options.map((option) => ({
                id: option.id,
                startsLocal: option.startsLocal,
                spoken: pollDay(option, locale),
                best: option.best,
              }))}
              kept={poll.kept ? { optionId: poll.kept.option.id, entryId: poll.kept.entryId } : null}
              agenda={{ room: agenda.room, account: agenda.account }}
              keep={keepDateAction}
              texts={{
                keep: t("keep.button"),
                write: t("keep.write"),
                busy: t("busy"),
                writing: t("keep.writing"),
                written: t("keep.written"),
                failed: t("keep.failed"),
              }}
            />
          </section>
        ) : null}
        {agenda?.written ? (
          <p>
            <ButtonLink kind="second" icon="calendar" href={localPath(locale, `/espace/${slug}/agenda`)}>
              {t("keep.see")}
            </ButtonLink>
          </p>
        ) : null}
        {agenda ? (
          <More summary={t("removeSummary")}>
            <form action={removePollAction}>
              <p>{t("removeText")}</p>
              <input type="hidden" name="pollId" value={poll.id} />
              <input type="hidden" name="slug" value={slug} />
              <Button kind="danger" slim>
                {t("remove")}
              </Button>
            </form>
          </More>
        ) : null}
      </div>
    </div>
  );
}
