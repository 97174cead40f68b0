"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { restoreEntry, setEntry } from "@/domain/calendar/agenda";
import { type ShownEntry, shownDraft, withStored } from "@/domain/plan/shown-entry";
import { EntryCard } from "./entry-card";
import { EntryForm } from "./entry-form";
import type { EntryStore } from "./entry-store";

/** A block of the agenda in the editor: shows its entry, and edits it where the agenda can be written. */
export function EntryBlock({
  entryId,
  store,
  canWrite,
  roster,
  names,
  today,
  stored,
  fresh,
  onDone,
  onRefused,
}: {
  entryId: string;
  /** Null while the agenda is not here: what SQL held of the entry is shown meanwhile. */
  store: EntryStore | null;
  canWrite: boolean;
  roster: readonly { readonly id: string; readonly name: string }[];
  names: ReadonlyMap<string, string>;
  today: string;
  stored: ShownEntry | undefined;
  /** Just inserted: it opens to be filled in. */
  fresh: boolean;
  onDone: () => void;
  onRefused: (code: string) => void;
}) {
  const t = useTranslations("plan.entry");
  const [editing, setEditing] = useState(fresh);
  const entry = useSyncExternalStore(
    useCallback((listener: () => void) => store?.subscribe(listener) ?? (() => undefined), [store]),
    () => store?.entry(entryId) ?? null,
    () => null,
  );
  if (store === null)
    return stored === undefined ? <p className="soft">{t("opening")}</p> : <EntryCard entry={stored} today={today} />;
  if (entry === null || entry.removed)
    return (
      <p className="entry-gone">
        <span>{stored?.kind === "task" || entry?.kind === "task" ? t("taskGone") : t("gone")}</span>
        {entry !== null && canWrite && (
          <Button
            type="button"
            kind="second"
            slim
            onClick={() => {
              const done = restoreEntry(store.doc, entryId);
              if (!done.ok) onRefused(done.refusal.code);
            }}
          >
            {t("restore")}
          </Button>
        )}
      </p>
    );
  if (editing && canWrite)
    return (
      <EntryForm
        doc={store.doc}
        entry={entry}
        roster={roster}
        onDone={() => {
          setEditing(false);
          onDone();
        }}
        onRefused={onRefused}
      />
    );
  const write = (change: Parameters<typeof setEntry>[2]) => {
    const done = setEntry(store.doc, entryId, change);
    if (!done.ok) onRefused(done.refusal.code);
  };
  const card = withStored(shownDraft(entry, names), stored);
  return (
    <EntryCard
      entry={card}
      today={today}
      onTick={canWrite ? (done) => write({ state: done ? "done" : "todo" }) : undefined}
      act={
        canWrite &&
        !card.cancelled && (
          <Button
            type="button"
            kind={card.kind === "task" ? "quiet" : "second"}
            slim
            icon="edit"
            onClick={() => setEditing(true)}
          >
            {t("edit")}
            <span className="sr"> {card.title}</span>
          </Button>
        )
      }
    />
  );
}
