import { useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { More } from "@/components/ui/more";
import { register } from "@/domain/account/register";
import type { Held } from "@/server/person-data";
import { heldLines } from "./held-lines";

/** Of one table: who wrote much reads the rest in the file. */
const shown = 20;

/** What is held about somebody, by what it is used for, and each of it under a fold. */
export async function HeldList({ data, email }: { data: Held; email: string }) {
  const [locale, t] = [await getLocale(), await getTranslations("myData")];
  const words = await getTranslations("register");
  return (
    <dl className="kept">
      {data.held.map(({ purpose, count }) => (
        <div key={purpose}>
          <dt>{words(`purpose.${purpose}.title`)}</dt>
          <dd>{words(`purpose.${purpose}.data`)}</dd>
          <dd>
            <More summary={t("held", { count })}>
              <div className="stack">
                {Object.entries(data.tables).map(([table, rows]) =>
                  register[table]?.purpose === purpose ? (
                    <div key={table}>
                      <h2 className="small">{t(`table.${table}` as never)}</h2>
                      {typeof rows === "number" ? (
                        <p className="soft">{t("together", { count: rows })}</p>
                      ) : (
                        <Lines lines={heldLines(rows, data, email, t, locale)} />
                      )}
                    </div>
                  ) : null,
                )}
              </div>
            </More>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Lines({ lines }: { lines: ReturnType<typeof heldLines> }) {
  const t = useTranslations("myData");
  return (
    <ul className="break-words">
      {lines.slice(0, shown).map(({ text, times }) => (
        <li key={text}>{t("line", { text, times })}</li>
      ))}
      {lines.length > shown ? <li>{t("more", { count: lines.length - shown })}</li> : null}
    </ul>
  );
}
