import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import type { SheetDay } from "./sheet-days";
import type { FiguresByRow } from "./trip-figures";
import { clockText, longDay } from "./wall-clock";

type Props = { days: readonly SheetDay[]; figures: FiguresByRow; today: string; onClose: () => void };

/** The trips one can book, as a text for a chat: by departure, with times, free seats and the link. */
export function SignalDialog({ days, figures, today, onClose }: Props) {
  const t = useTranslations("exchange.signal");
  const locale = useLocale();
  const [copied, setCopied] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const parts = days
    .filter(({ departure }) => departure !== null && departure.day >= today)
    .flatMap(({ departure, rows }) => {
      const trips = rows.flatMap((row) => {
        const trip = figures.get(row.id);
        if (trip === undefined || trip.cancelReason !== null || row.state === "draft") return [];
        const stops = row.outbound.map((stop) =>
          `${clockText(stop.at, departure?.day ?? "", locale)} ${stop.place}`.trim(),
        );
        return [
          [
            `• ${row.title.trim()}`,
            ...(stops.length > 0 ? [stops.join(" → ")] : []),
            t("seats", { count: trip.free, waiting: trip.waiting }),
            new URL(trip.publicHref, window.location.origin).href,
          ].join("\n"),
        ];
      });
      if (departure === null || trips.length === 0) return [];
      return [[`${departure.title}, ${longDay(departure.day, locale)}`, ...trips].join("\n\n")];
    });
  const text = parts.join("\n\n");
  async function copy() {
    box.current?.select();
    // Where the clipboard is closed to pages, the text is selected, and copied by hand.
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }
  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      {text === "" ? (
        <p>{t("nothing")}</p>
      ) : (
        <div className="stack">
          <div className="field">
            <label htmlFor="signal-text">{t("label")}</label>
            <textarea className="input" id="signal-text" rows={12} readOnly value={text} ref={box} />
          </div>
          <Button type="button" kind="main" icon="copy" onClick={() => void copy()}>
            {t("copy")}
          </Button>
          <p role="status">{copied ? t("copied") : ""}</p>
        </div>
      )}
    </Sheet>
  );
}
