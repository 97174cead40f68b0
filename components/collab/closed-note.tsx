"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import type { SyncProvider, SyncState } from "./sync-provider";

/** Why the room was closed for good, what became of unsent changes, and the one thing that can be done. */
export function ClosedNote({
  state,
  sync,
  signInHref,
  unsentText,
}: {
  state: SyncState;
  sync: SyncProvider | null;
  signInHref: string;
  /** The rows touched and not sent, as plain text to be typed again. */
  unsentText: () => string;
}) {
  const t = useTranslations("collab");
  if (state.phase === "offline" && state.unsaved > 0 && !state.kept)
    return (
      <p className="note">
        <Icon name="warning" />
        <span>{t("keepOpen", { count: state.unsaved })}</span>
      </p>
    );
  if (state.closedBy === null || sync === null) return null;
  const retryable = state.closedBy === "4401" || state.closedBy === "4413";
  return (
    <div className="note bad" role="alert">
      <Icon name="warning" />
      <div className="stack">
        <p>
          {t(`closed.${state.closedBy}`)}
          {state.unsaved > 0 && <> {t("unsent", { count: state.unsaved })}</>}
        </p>
        <p className="row">
          {state.closedBy === "4401" && (
            <a className="btn second slim" href={signInHref} target="_blank" rel="noopener">
              {t("signIn")}
            </a>
          )}
          {retryable && (
            <button type="button" className="btn second slim" onClick={() => sync.retry()}>
              {t("retry")}
            </button>
          )}
          {state.unsaved > 0 && (
            <button
              type="button"
              className="btn second slim"
              onClick={() => void navigator.clipboard.writeText(unsentText())}
            >
              {t("copyUnsent")}
            </button>
          )}
          {!retryable && (
            <button
              type="button"
              className="btn quiet slim"
              onClick={() => {
                void sync.discard().finally(() => window.location.reload());
              }}
            >
              {state.unsaved > 0 ? t("discardAndReload") : t("reload")}
            </button>
          )}
        </p>
      </div>
    </div>
  );
}
