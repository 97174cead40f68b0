import { getLocale, getTranslations } from "next-intl/server";
import type { KeyDate } from "@/components/ui/key-dates";
import { daySpan, daysBetween, dayToDate, parisDay } from "@/domain/kernel/spoken-date";
import { localPath } from "./i18n/local-path";
import type { services } from "./services";

type Row = Awaited<ReturnType<ReturnType<typeof services>["coalition"]["keyDates"]>>[number];

/** Key dates in words, seen from today; each leads to its page. */
export async function keyDateViews(rows: readonly Row[]): Promise<KeyDate[]> {
  const locale = await getLocale();
  const t = await getTranslations("home");
  const now = new Date();
  const today = parisDay(now);
  const first = rows.find(({ cancelledAt }) => cancelledAt === null);
  return rows.map((row) => {
    const days = daysBetween(now, dayToDate(row.startsOn));
    const past = row.endsOn < today;
    const next = row.id === first?.id && !past;
    const when = past ? t("past") : row.startsOn <= today ? t("underWay") : t("inDays", { days });
    return {
      id: row.id,
      ...daySpan(row.startsOn, row.endsOn, locale),
      dateTime: row.startsOn,
      title: row.title,
      href: localPath(locale, `/temps-fort/${row.id}`),
      about: row.cancelledAt
        ? t("cancelled", { reason: row.cancelReason })
        : `${capital(row.scope)}${past || next ? `, ${when}` : ""}`,
      state: row.cancelledAt ? ("cancelled" as const) : past ? ("past" as const) : next ? ("next" as const) : undefined,
    };
  });
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase("fr") + text.slice(1);
}
