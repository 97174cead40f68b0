import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { drawnOptions, pollDay } from "@/app/poll-words";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { PollForm } from "@/components/calendar/poll-form";
import { ActForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { splitName } from "@/domain/coalition/name";
import { newId } from "@/domain/kernel/ids";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { answerPoll, eraseReplyAction } from "./actions";

type Props = {
  params: Promise<{ locale: string; coalition: string; id: string; reply?: string[] }>;
  searchParams: Promise<{ merci?: unknown; retire?: unknown }>;
};

const read = cache(async (slug: string, id: string, token?: string) => {
  await currentActor();
  const found = await services().poll.publicPage(slug, id, token);
  if (!found.ok) notFound();
  return found.value;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { coalition, id, reply } = await params;
  const { poll } = await read(coalition, id, reply?.[0]);
  const t = await getTranslations("ui");
  // Who has the address may answer: it is passed from hand to hand, and not indexed.
  return { title: t("titleSuffix", { title: poll.title }), robots: { index: false, follow: false } };
}

/** Which dates suit whom: one word for each, a first name, and a link of one's own to change it. */
export default async function PollPage({ params, searchParams }: Props) {
  const { locale, coalition: slug, id, reply } = await params;
  if (reply && reply.length > 1) notFound();
  const token = reply?.[0];
  const { coalition, poll, mine } = await read(slug, id, token);
  const t = await getTranslations("poll");
  const { merci, retire } = await searchParams;
  const thanks = merci !== undefined;
  const options = await drawnOptions(poll, locale);
  const lead = t("lead", {
    place: poll.place,
    hasPlace: poll.place === "" ? "no" : "yes",
    minutes: poll.minutes,
    n: poll.replies,
    day: spokenDay(poll.closesAt, locale),
    open: poll.open ? "yes" : "no",
  });
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-poll">
        <div className="poll-box">
          <div className="poll-head">
            <p>
              <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/${slug}`)}>
                {splitName(coalition.name).place}
              </ButtonLink>
            </p>
            <h1>{poll.title}</h1>
            {poll.about ? <p className="lead">{poll.about}</p> : null}
            <p className="lead soft">{lead}</p>
          </div>
          {poll.kept ? (
            <Note tone="ok" fill>
              {t.rich("kept", { day: pollDay(poll.kept.option, locale), strong: (words) => <strong>{words}</strong> })}
            </Note>
          ) : null}
          {retire !== undefined && !mine ? (
            <Note tone="ok" icon="check" role="status" fill>
              {t("erased")}
            </Note>
          ) : null}
          {mine ? (
            <Note tone={thanks ? "ok" : undefined} icon={thanks ? "check" : "lock"} role="status" fill>
              <p>{t(thanks ? "thanks" : "yours", { name: mine.firstName })}</p>
              <Field
                id="adresse"
                label={t("keepLink")}
                readOnly
                value={new URL(localPath(locale, `/${slug}/dates/${id}/${token}`), await siteOrigin()).href}
              />
            </Note>
          ) : null}
          {poll.open ? (
            <PollForm
              action={answerPoll}
              hidden={token ? { pollId: poll.id, token } : { pollId: poll.id, requestId: newId() }}
              options={options}
              mine={mine}
              texts={{
                yes: t("yes"),
                maybe: t("maybe"),
                no: t("no"),
                firstName: t("firstName"),
                submit: t(mine ? "change" : "submit"),
                busy: t("busy"),
              }}
            />
          ) : (
            <ol className="poll">
              {options.map((option) => (
                <li key={option.id} className={option.best ? "is-best" : undefined}>
                  {option.date}
                  <div className="ans">{option.tally}</div>
                </li>
              ))}
            </ol>
          )}
          {mine && token ? (
            <ActForm
              action={eraseReplyAction}
              hidden={{ pollId: poll.id, token }}
              kind="quiet"
              submit={t("erase")}
              busyText={t("busy")}
            />
          ) : null}
        </div>
      </main>
    </PublicFrame>
  );
}
