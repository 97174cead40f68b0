import { getTranslations } from "next-intl/server";
import { PollDate } from "@/components/calendar/poll-date";
import type { PollOptionDrawn } from "@/components/calendar/poll-form";
import { PollTally } from "@/components/calendar/poll-tally";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { PollOptionView, PollView } from "@/server/calendar/poll-view";

/** « mardi 1 décembre, 18 h 30 » */
export function pollDay({ startsAt }: Pick<PollOptionView, "startsAt">, locale: string): string {
  return `${spokenDay(startsAt, locale)}, ${spokenTime(startsAt, locale)}`;
}

/** Each date of a poll as its form and its results draw it. */
export async function drawnOptions(poll: PollView, locale: string): Promise<PollOptionDrawn[]> {
  const t = await getTranslations("poll");
  return poll.options.map((option) => ({
    id: option.id,
    spoken: pollDay(option, locale),
    best: option.best && poll.kept === null,
    date: <PollDate at={option.startsAt} dateTime={option.startsLocal} locale={locale} />,
    tally:
      poll.replies === 0 ? null : (
        <PollTally
          tally={option.tally}
          words={
            option.best && poll.kept === null
              ? t.rich("tallyBest", { ...option.tally, strong: (words) => <strong>{words}</strong> })
              : t("tally", option.tally)
          }
        />
      ),
  }));
}
