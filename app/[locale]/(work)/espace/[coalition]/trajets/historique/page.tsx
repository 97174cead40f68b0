import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { HistoryPage } from "@/app/_history/history-page";
import { localPath } from "@/app/i18n/local-path";
import { readSheet, turnAway } from "@/app/workspace";
import { namesOf, sheetSpeech } from "@/components/transport/sheet-speech";
import { atLeast } from "@/domain/kernel/role";

type Props = { params: Promise<{ coalition: string }>; searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const opened = await readSheet((await params).coalition);
  const t = await getTranslations("history");
  return { title: opened.ok ? `${t("title")}, ${opened.value.coalition.town}` : t("title") };
}

/** The history of the sheet. */
export default async function SheetHistoryPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const { trajet: thing, ...ask } = await searchParams;
  const home = `/espace/${slug}/trajets`;
  const opened = await readSheet(slug);
  if (!opened.ok) return turnAway(opened.refusal.code, `${home}/historique`);
  const { room, account, role, mayWrite, departures, roster } = opened.value;
  const [locale, t, k, ts] = [
    await getLocale(),
    await getTranslations("history"),
    await getTranslations("sheetHistory"),
    await getTranslations("sheet"),
  ];
  const speech = sheetSpeech({ k, ts, locale, names: namesOf(departures, roster) });
  return (
    <HistoryPage
      of="sheet"
      slug={slug}
      room={room}
      account={account}
      words={{ t, k, locale, now: new Date(), speech }}
      own={localPath(locale, `${home}/historique`)}
      back={localPath(locale, home)}
      param="trajet"
      ask={{ thing, ...ask }}
      mayWrite={mayWrite}
      mayErase={atLeast(role, "coordinator")}
    />
  );
}
