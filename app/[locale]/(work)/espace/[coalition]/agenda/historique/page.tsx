import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { HistoryPage } from "@/app/_history/history-page";
import { localPath } from "@/app/i18n/local-path";
import { readAgenda, turnAway } from "@/app/workspace";
import { agendaSpeech } from "@/components/calendar/agenda-speech";
import { atLeast } from "@/domain/kernel/role";

type Props = { params: Promise<{ coalition: string }>; searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const opened = await readAgenda((await params).coalition);
  const t = await getTranslations("history");
  return { title: opened.ok ? `${t("title")}, ${opened.value.coalition.town}` : t("title") };
}

/** The history of the agenda. */
export default async function AgendaHistoryPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const { date: thing, ...ask } = await searchParams;
  const home = `/espace/${slug}/agenda`;
  const opened = await readAgenda(slug);
  if (!opened.ok) return turnAway(opened.refusal.code, `${home}/historique`);
  const { room, account, role, mayWrite, roster } = opened.value;
  const [locale, t, k, ta] = [
    await getLocale(),
    await getTranslations("history"),
    await getTranslations("agendaHistory"),
    await getTranslations("agenda"),
  ];
  const speech = agendaSpeech({ k, ta, locale, names: new Map(roster.map(({ id, name }) => [id, name])) });
  return (
    <HistoryPage
      of="agenda"
      slug={slug}
      room={room}
      account={account}
      words={{ t, k, locale, now: new Date(), speech }}
      own={localPath(locale, `${home}/historique`)}
      back={localPath(locale, home)}
      param="date"
      ask={{ thing, ...ask }}
      mayWrite={mayWrite}
      mayErase={atLeast(role, "coordinator")}
    />
  );
}
