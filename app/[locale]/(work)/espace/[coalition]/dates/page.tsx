import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { NewPollForm } from "@/components/calendar/new-poll-form";
import { Badge } from "@/components/ui/badge";
import { More } from "@/components/ui/more";
import { newId } from "@/domain/kernel/ids";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { makePollAction } from "./actions";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("poll"))("listTitle") };
}

/** The dates that the coalition is choosing, and the form for another choice. */
export default async function PollsPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const listed = await services().poll.list(await currentActor(), slug);
  if (!listed.ok) return turnAway(listed.refusal.code, `/espace/${slug}/dates`);
  const { polls, mayMake } = listed.value;
  const [locale, t] = await Promise.all([getLocale(), getTranslations("poll")]);
  const form = (
    <NewPollForm
      action={makePollAction}
      hidden={{ slug, requestId: newId() }}
      texts={{
        title: t("new.title"),
        about: t("new.about"),
        place: t("new.place"),
        minutes: t("new.minutes"),
        closesOn: t("new.closesOn"),
        closesHint: t("new.closesHint"),
        dates: t("new.dates"),
        day: t("new.day"),
        time: t("new.time"),
        moreDates: t("new.moreDates"),
        submit: t("new.submit"),
        busy: t("busy"),
      }}
    />
  );
  return (
    <div className="poll-page">
      <div className="poll-box">
        <div className="work-head">
          <h1>{t("listTitle")}</h1>
        </div>
        {polls.length > 0 ? (
          <ul className="rows">
            {polls.map((poll) => (
              <li key={poll.id}>
                <div>
                  <a href={localPath(locale, `/espace/${slug}/dates/${poll.id}`)}>
                    <strong>{poll.title}</strong>
                  </a>
                  <p className="soft">
                    {t("listLine", { n: poll.replies, day: spokenDay(poll.closesAt, locale), open: String(poll.open) })}
                  </p>
                </div>
                {poll.open ? null : (
                  <Badge tone={poll.kept ? "ok" : "off"}>{t(poll.kept ? "isKept" : "isClosed")}</Badge>
                )}
              </li>
            ))}
          </ul>
        ) : (
          <p className="lead soft">{t(mayMake ? "empty" : "emptyReader")}</p>
        )}
        {mayMake ? polls.length > 0 ? <More summary={t("new.heading")}>{form}</More> : form : null}
      </div>
    </div>
  );
}
