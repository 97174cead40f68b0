import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { writeCsv } from "@/domain/kernel/csv";
import { writeOds } from "@/domain/transport/exchange/ods";
import { writeRows } from "@/domain/transport/exchange/write-rows";
import { writeXlsx } from "@/domain/transport/exchange/xlsx";
import type { SheetRow } from "@/domain/transport/schema";
import { useExchangeWords } from "./exchange-words";
import type { DepartureOption, RosterOption } from "./trip-figures";

type Props = {
  rows: readonly SheetRow[];
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
  today: string;
  onClose: () => void;
};

const formats = {
  ods: { type: "application/vnd.oasis.opendocument.spreadsheet", write: writeOds },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: writeXlsx },
  csv: { type: "text/csv;charset=utf-8", write: ({ rows }: { rows: string[][] }) => writeCsv(rows) },
} as const;
const names = ["ods", "xlsx", "csv"] as const;

/** The sheet as a file, made in the browser from what it shows. */
export function ExportDialog({ rows, departures, roster, today, onClose }: Props) {
  const t = useTranslations("exchange.export");
  const words = useExchangeWords();
  function save(format: (typeof names)[number]) {
    const { type, write } = formats[format];
    const table = { name: t("sheetName"), rows: writeRows(rows, { departures, roster, words }) };
    const url = URL.createObjectURL(new Blob([write(table)], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${t("fileName")}-${today}.${format}`;
    link.click();
    URL.revokeObjectURL(url);
    onClose();
  }
  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <p className="soft">{t("text", { count: rows.length })}</p>
      <div className="stack">
        {names.map((format) => (
          <Button key={format} type="button" kind="second" icon="download" onClick={() => save(format)}>
            {t(format)}
          </Button>
        ))}
      </div>
    </Sheet>
  );
}
