"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Describe } from "@/components/collab/left-words";
import { unsentEntryChanges } from "@/domain/calendar/unsent";
import type { Change } from "@/domain/kernel/change";
import { agendaSpeech } from "./agenda-speech";

/** What was written in an agenda and never sent, one line a change, in the person's language. */
export function useDescribeAgenda(roster: readonly { id: string; name: string }[]): Describe {
  const k = useTranslations("agendaHistory");
  const ta = useTranslations("agenda");
  const locale = useLocale();
  return useMemo(() => {
    const speech = agendaSpeech({ k, ta, locale, names: new Map(roster.map(({ id, name }) => [id, name])) });
    function line(change: Change, from: boolean): string {
      const title = change.thingTitle || k("untitled");
      if (change.what !== "changed") return k(`unsent.${change.what}`, { what: title });
      const what = [title, speech.thingOf(change)].join(", ");
      const verb = speech.verbOf(change);
      if (verb === "removed" || verb === "restored") return k(`unsent.${verb}`, { what });
      const { before, after } = speech.isText(change.field) ? change : speech.valuesOf(change);
      const next = after ?? k("unsent.empty");
      return from && before !== null
        ? k("unsent.moved", { what, before, after: next })
        : k("unsent.set", { what, after: next });
    }
    return (acknowledged, present, from) =>
      unsentEntryChanges(acknowledged, present).map((change) => line(change, from));
  }, [k, ta, locale, roster]);
}
