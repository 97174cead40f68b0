import type { AgendaProps, RibbonView } from "@/components/calendar/agenda-props";
import type { Say } from "@/components/calendar/item-words";
import type { OpenAgenda } from "@/server/calendar/open-agenda";
import { localPath } from "./i18n/local-path";
import { signInPath } from "./workspace";

/** Key dates as the agenda's ribbons. */
export function ribbonViews(
  dates: readonly { id: string; title: string; startsOn: string; endsOn: string; cancelledAt: Date | null }[],
  t: Say,
): RibbonView[] {
  return dates.map(({ id, title, startsOn, endsOn, cancelledAt }) => ({
    key: id,
    title: cancelledAt ? `${title} (${t("cancelled").toLocaleLowerCase()})` : title,
    start: startsOn,
    end: endsOn,
  }));
}

/** An agenda as its pages show it; `t`: the texts below `agenda`, `path`: the page, to come back to. */
export function agendaProps(agenda: OpenAgenda, locale: string, t: Say, path: string): Omit<AgendaProps, "cancel"> {
  return {
    coalitionId: agenda.coalition.id,
    room: agenda.room,
    me: agenda.me,
    account: agenda.account,
    canWrite: agenda.mayWrite,
    canCancel: agenda.mayCancel,
    today: agenda.today,
    roster: agenda.roster,
    entries: agenda.entries.map(({ key, values, facts }) => ({ key, values, figures: facts })),
    ribbons: ribbonViews(agenda.keyDates, t),
    overlays: agenda.overlays.map(({ kind, key, title, start, end, place, path: below, trips, town }) => ({
      kind,
      key,
      title,
      start,
      end,
      about: kind === "departure" ? t("trips", { count: trips }) : [town, place].filter(Boolean).join(", "),
      href: below === "" ? "" : localPath(locale, below),
    })),
    publicHref: localPath(locale, `/${agenda.coalition.slug}/agenda`),
    signUpHref: localPath(locale, `/${agenda.coalition.slug}/inscription`),
    rollHref: localPath(locale, `/espace/${agenda.coalition.slug}/inscriptions`),
    history: {
      source: `/api/historique/${agenda.coalition.slug}/agenda`,
      href: localPath(locale, `/espace/${agenda.coalition.slug}/agenda/historique`),
    },
    signInHref: signInPath(locale, path),
  };
}
