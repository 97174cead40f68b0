import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { readWorkbook } from "@/domain/transport/exchange/read-workbook";
import { FileError, fileLimits, type Table } from "@/domain/transport/exchange/workbook";

export type Opened = { name: string; tables: readonly Table[] };

/** Where the spreadsheet comes from: a file of this device, or cells that were copied. Nothing leaves the device yet. */
export function ImportFile({ onOpened }: { onOpened: (opened: Opened) => void }) {
  const t = useTranslations("exchange.import");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [pasted, setPasted] = useState("");

  async function open(name: string, read: () => Promise<Uint8Array>) {
    setBusy(true);
    setProblem(null);
    try {
      onOpened({ name, tables: await readWorkbook(await read()) });
    } catch (error) {
      setProblem(t(`file.${error instanceof FileError ? error.problem : "broken"}`));
    } finally {
      setBusy(false);
    }
  }
  function choose(file: File | undefined) {
    if (!file) return;
    if (file.size > fileLimits.bytes) setProblem(t("file.too_big"));
    else void open(file.name, async () => new Uint8Array(await file.arrayBuffer()));
  }
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor="import-file">{t("file.label")}</label>
        <input
          className="input"
          id="import-file"
          type="file"
          accept=".csv,.tsv,.txt,.ods,.xlsx"
          disabled={busy}
          aria-describedby="import-file-hint"
          onChange={(event) => choose(event.target.files?.[0])}
        />
        <p className="hint" id="import-file-hint">
          {t("file.hint")}
        </p>
      </div>
      <div className="field">
        <label htmlFor="import-paste">{t("file.paste")}</label>
        <textarea
          className="input"
          id="import-paste"
          rows={4}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
      </div>
      {problem !== null && <FieldError id="import-problem">{problem}</FieldError>}
      <p className="mains">
        <Button
          type="button"
          kind="main"
          disabled={busy || pasted.trim() === ""}
          onClick={() => void open(t("file.pasted"), async () => new TextEncoder().encode(pasted))}
        >
          {t("file.read")}
        </Button>
      </p>
    </div>
  );
}
