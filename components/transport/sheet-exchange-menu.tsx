"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { createPortal } from "react-dom";
import type { Doc } from "yjs";
import { Icon } from "@/components/ui/icon";
import type { SheetRow } from "@/domain/transport/schema";
import type { SheetDay } from "./sheet-days";
import type { DepartureOption, FiguresByRow, RosterOption } from "./trip-figures";

// Spreadsheets are read and written by few, seldom: their code is fetched when it is asked for.
const ImportDialog = lazy(() => import("./import-dialog").then((file) => ({ default: file.ImportDialog })));
const ExportDialog = lazy(() => import("./export-dialog").then((file) => ({ default: file.ExportDialog })));
const SignalDialog = lazy(() => import("./signal-dialog").then((file) => ({ default: file.SignalDialog })));

type Props = {
  doc: Doc | undefined;
  rows: readonly SheetRow[];
  days: readonly SheetDay[];
  figures: FiguresByRow;
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
  today: string;
  coalitionId: string;
  canWrite: boolean;
  hand: { undo(): void; redo(): void } | null;
  /** Asks the server to keep the sheet as it stands. */
  keep: () => Promise<boolean>;
};

/** In the sheet's menu: what comes in and goes out of it as a file, a text or a page to print. */
export function SheetExchangeMenu(props: Props) {
  const { doc, rows, days, figures, departures, roster, today, coalitionId, canWrite, hand, keep } = props;
  const t = useTranslations("exchange.menu");
  const [open, setOpen] = useState<"import" | "export" | "signal" | null>(null);
  const onClose = () => setOpen(null);
  const files = { rows, departures, roster, today, onClose };
  return (
    <>
      {canWrite && (
        <button type="button" onClick={() => setOpen("import")} disabled={doc === undefined || hand === null}>
          <Icon name="plan" />
          {t("import")}
        </button>
      )}
      <button type="button" onClick={() => setOpen("export")}>
        <Icon name="download" />
        {t("export")}
      </button>
      <button type="button" onClick={() => setOpen("signal")}>
        <Icon name="copy" />
        {t("signal")}
      </button>
      {/* Below this page: /espace/<coalition>/trajets/affiche. */}
      <a href="trajets/affiche">
        <Icon name="qr" />
        {t("poster")}
      </a>
      {open !== null &&
        // A menu that closes would take the dialog with it.
        createPortal(
          <Suspense fallback={null}>
            {open === "export" && <ExportDialog {...files} />}
            {open === "signal" && <SignalDialog days={days} figures={figures} today={today} onClose={onClose} />}
            {open === "import" && doc !== undefined && hand !== null && (
              <ImportDialog
                {...files}
                doc={doc}
                coalitionId={coalitionId}
                undo={hand.undo}
                redo={hand.redo}
                keep={keep}
              />
            )}
          </Suspense>,
          document.body,
        )}
    </>
  );
}
