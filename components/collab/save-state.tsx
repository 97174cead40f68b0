"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import type { DocumentKind } from "@/domain/kernel/room-name";
import type { SyncState } from "./sync-provider";

/** What the server has committed, in words. Shown to who may write; a reader has nothing to save. */
export function SaveState({ state, readOnly = false }: { state: SyncState; readOnly?: boolean }) {
  const t = useTranslations("collab");
  if (state.phase === "opening") return <span className="save busy wait">{t("opening")}</span>;
  if (state.phase === "closed")
    return (
      <span className="save bad">
        <Icon name="warning" />
        {t("closedShort")}
      </span>
    );
  if (state.phase === "offline")
    return (
      <span className="save offline">
        <Icon name="offline" />
        {offlineWords(t, state)}
      </span>
    );
  if (readOnly) return null;
  if (state.phase === "saving") return <span className="save busy wait">{t("saving")}</span>;
  return (
    <span className="save">
      <Icon name="check" />
      {state.phase === "back" ? t("back") : t("saved")}
    </span>
  );
}

/**
 * The one polite live region of a room: connection lost, found again, closed. « Enregistré » after every word would be
 * noise, so it is seen and not announced.
 */
export function SyncAnnouncer({ of, state }: { of: DocumentKind; state: SyncState }) {
  const t = useTranslations("collab");
  const text =
    state.phase === "offline"
      ? offlineWords(t, state)
      : state.phase === "back"
        ? t("back")
        : state.closedBy !== null
          ? t(`closed.${state.closedBy}`, { of })
          : "";
  return (
    <p className="sr" role="status">
      {text}
    </p>
  );
}

/** « Kept on this device » only where it is. */
function offlineWords(t: ReturnType<typeof useTranslations<"collab">>, { unsaved, kept }: SyncState): string {
  if (unsaved === 0) return t("offline");
  return t(kept ? "offlineKept" : "offlineUnsaved", { count: unsaved });
}
