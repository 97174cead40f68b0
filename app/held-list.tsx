import { getLocale, getTranslations } from "next-intl/server";
import { More } from "@/components/ui/more";
import { register } from "@/domain/account/register";
import type { Held } from "@/server/person-data";
import { heldLine } from "./held-lines";

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
                        <ul className="break-words">
                          {rows.slice(0, shown).map((row, n) => (
                            // biome-ignore lint/suspicious/noArrayIndexKey: rows of all tables, which have no key in common
                            <li key={n}>{heldLine(row, data, email, t, locale)}</li>
                          ))}
                          {rows.length > shown ? <li>{t("more", { count: rows.length - shown })}</li> : null}
                        </ul>
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
