"use client";

import { useTranslations } from "next-intl";
import { createContext, lazy, type ReactNode, Suspense, use, useState } from "react";
import type { HistoryAct, HistoryAsk, Past } from "./history-act";

// Only in the browser, and only when asked: on the server it would load a second Yjs beside the rooms' own.
const HistoryRestoring = lazy(() => import("./history-restoring"));

const Asked = createContext<((act: HistoryAct) => void) | null>(null);

/**
 * Restores by an edit of this browser, as any other: the document is opened when the first « Rétablir » is pressed, and stays
 * open so that it can be undone.
 */
export function HistoryRoom({
  of,
  room,
  account,
  children,
}: {
  of: Past["of"];
  room: string;
  account: string;
  children: ReactNode;
}) {
  const [ask, setAsk] = useState<HistoryAsk | null>(null);
  return (
    <Asked value={(act) => setAsk((last) => ({ act, number: (last?.number ?? 0) + 1 }))}>
      {children}
      {ask !== null && (
        <Suspense>
          <HistoryRestoring of={of} room={room} account={account} ask={ask} />
        </Suspense>
      )}
    </Asked>
  );
}

export function RestoreButton({ act, what, main }: { act: HistoryAct; what: string; main?: string }) {
  const t = useTranslations("history");
  const ask = use(Asked);
  return (
    <button type="button" className={main ? "btn main" : "btn second slim"} onClick={() => ask?.(act)}>
      {main ?? t("restore")}
      <span className="sr">{t("restoreWhat", { what })}</span>
    </button>
  );
}
