"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";

/** The rest of what can be done with a plan that is read. */
export function PlanMenu({
  archive,
  coalition,
  plan,
  archived,
}: {
  /** Null for who may not. */
  archive: ((form: FormData) => Promise<void>) | null;
  coalition: string;
  plan: string;
  archived: boolean;
}) {
  const t = useTranslations("plan");
  return (
    <Menu label={t("otherActs")} slim>
      <button type="button" onClick={() => window.print()}>
        <Icon name="print" />
        {t("print")}
      </button>
      {archive !== null && (
        <form action={archive}>
          <input type="hidden" name="coalition" value={coalition} />
          <input type="hidden" name="plan" value={plan} />
          <input type="hidden" name="archived" value={archived ? "no" : "yes"} />
          <button type="submit">
            <Icon name={archived ? "undo" : "lock"} />
            {archived ? t("restore") : t("archive")}
          </button>
        </form>
      )}
    </Menu>
  );
}
