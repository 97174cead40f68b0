"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import type { DocumentKind } from "@/domain/kernel/room-name";
import { CopyWords } from "./copy-words";
import { type Describe, unsentWords } from "./left-words";
import type { SyncProvider, SyncState } from "./sync-provider";

/** Codes after which the same page may try again. */
const retryable: readonly (string | null)[] = ["4401", "4413"];
/** Codes after which nobody can send what waits here: it can only be copied, or given up. */
const hopeless: readonly (string | null)[] = ["4400", "4403", "4404"];

/** Why the room was closed for good, what became of unsent changes, and the one thing that can be done. */
export function ClosedNote({
  of,
  state,
  sync,
  signInHref,
  describe,
}: {
  of: DocumentKind;
  state: SyncState;
  sync: SyncProvider | null;
  signInHref: string;
  describe: Describe;
}) {
  const t = useTranslations("collab");
  const { closedBy, unsaved, kept } = state;
  if (state.phase === "offline" && unsaved > 0 && !kept)
    return (
      <p className="note">
        <Icon name="warning" />
        <span>{t("keepOpen", { count: unsaved })}</span>
      </p>
    );
  if (closedBy === null || sync === null) return null;
  const isLost = hopeless.includes(closedBy) && unsaved > 0;
  return (
    <div className="note bad" role="alert">
      <Icon name="warning" />
      <div className="stack">
        <p>
          {t(`closed.${closedBy}`, { of })}
          {isLost && <> {t("unsent", { count: unsaved })}</>}
          {!isLost && unsaved > 0 && (
            <> {kept ? t("unsentKept", { count: unsaved }) : t("unsentHere", { count: unsaved })}</>
          )}
        </p>
        <div className="row">
          {closedBy === "4401" && (
            <a className="btn second slim" href={signInHref} target="_blank" rel="noopener">
              {t("signIn")}
            </a>
          )}
          {retryable.includes(closedBy) && (
            <button type="button" className="btn second slim" onClick={() => sync.retry()}>
              {t("retry")}
            </button>
          )}
          {unsaved > 0 && <CopyWords words={() => unsentWords(sync.copy, describe, true)} />}
          {isLost && (
            <button
              type="button"
              className="btn quiet slim"
              onClick={() => void sync.discard().finally(() => window.location.reload())}
            >
              {t("discard")}
            </button>
          )}
          {!isLost && !retryable.includes(closedBy) && (
            <button type="button" className="btn quiet slim" onClick={() => window.location.reload()}>
              {t("reload")}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

/** What was written before the document was replaced: to be typed again, or given up. */
export function LeftNote({
  of,
  words,
  onDiscard,
}: {
  of: DocumentKind;
  words: readonly string[];
  onDiscard: () => void;
}) {
  const t = useTranslations("collab");
  if (words.length === 0) return null;
  return (
    <div className="note" role="status">
      <Icon name="warning" />
      <div className="stack">
        <p>{t("leftBehind", { of, count: words.length })}</p>
        <ul>
          {words.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <div className="row">
          <CopyWords words={() => words} />
          <button type="button" className="btn quiet slim" onClick={onDiscard}>
            {t("discard")}
          </button>
        </div>
      </div>
    </div>
  );
}
