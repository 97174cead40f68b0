"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import type { PlanProps } from "./plan-props";

/** The rest of what can be done with a plan that is read. */
export function PlanMenu({ plan, onImport }: { plan: PlanProps; onImport: (text: string) => void }) {
  const t = useTranslations("plan");
  const file = useRef<HTMLInputElement>(null);
  const { acts, canWrite } = plan;
  return (
    <>
      <Menu label={t("otherActs")} slim>
        <button type="button" onClick={() => window.print()}>
          <Icon name="print" />
          {t("print")}
        </button>
        <a href={acts.exportHref} download>
          <Icon name="download" />
          {t("export")}
        </a>
        {canWrite && (
          <button type="button" onClick={() => file.current?.click()}>
            <Icon name="plus" />
            {t("import")}
          </button>
        )}
        <a href={acts.versionsHref}>
          <Icon name="clock" />
          {t("versions.menu")}
        </a>
        {acts.shareHref !== null && (
          <a href={acts.shareHref}>
            <Icon name="share" />
            {t("shareMenu")}
          </a>
        )}
        {acts.archive !== null && (
          <form action={acts.archive.act}>
            <input type="hidden" name="coalition" value={acts.archive.coalition} />
            <input type="hidden" name="plan" value={acts.archive.plan} />
            <input type="hidden" name="archived" value={acts.archive.archived ? "no" : "yes"} />
            <button type="submit">
              <Icon name={acts.archive.archived ? "undo" : "lock"} />
              {acts.archive.archived ? t("restore") : t("archive")}
            </button>
          </form>
        )}
      </Menu>
      {canWrite && (
        <input
          ref={file}
          type="file"
          hidden
          accept=".md,.markdown,.txt,text/markdown,text/plain"
          aria-label={t("import")}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            event.target.value = "";
            void chosen?.text().then(onImport);
          }}
        />
      )}
    </>
  );
}
