import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Seats } from "@/components/ui/seats";
import { daySpan, spokenSpan } from "@/domain/kernel/spoken-date";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keyDatesKept"))("page"), robots: { index: false } };
}

const columns = ["coalitions", "actions", "trips", "taken", "seats", "waiting"] as const;

/** Where a group of columns begins. */
const partOf = (column: (typeof columns)[number]) =>
  column === "coalitions" || column === "taken" ? "part" : undefined;

/** The campaign's dates, with what goes toward each: a table on a desk, tickets on a phone. */
export default async function KeyDatesPage() {
  const [locale, t] = [await getLocale(), await getTranslations("keyDatesKept")];
  const read = await services().campaign.keptKeyDates(await currentActor());
  if (!read.ok) notFound();
  const { ahead, past, total } = read.value;
  const format = await getFormatter();
  const at = (id: string) => localPath(locale, `/national/dates/${id}`);
  return (
    <>
      <div className="head">
        <h1>{t("page")}</h1>
        <ButtonLink kind="main" icon="plus" href={at("nouvelle")}>
          {t("add")}
        </ButtonLink>
      </div>
      {ahead.length > 0 ? (
        <div className="only-wide scroll dates">
          <table aria-label={t("tableLabel")}>
            <thead>
              <tr>
                <td />
                <th className="part" colSpan={3} scope="colgroup">
                  {t("mobilisation")}
                </th>
                <th className="part" colSpan={3} scope="colgroup">
                  {t("seats")}
                </th>
                <td className="part" />
              </tr>
              <tr>
                <th scope="col">{t("date")}</th>
                {columns.map((column) => (
                  <th key={column} className={partOf(column)} scope="col">
                    {t(column === "taken" ? "short" : `column.${column}`)}
                  </th>
                ))}
                <th className="part" scope="col">
                  {t("state")}
                </th>
              </tr>
            </thead>
            <tbody>
              {ahead.map(({ id, title, startsOn, endsOn, scope, cancelledAt, figures }) => {
                const { days, month } = daySpan(startsOn, endsOn, locale);
                return (
                  <tr key={id}>
                    <th scope="row">
                      <span className="nat-date">
                        <b className="num">{days}</b> {month}
                        <br />
                        <a href={at(id)}>{title}</a>
                        <br />
                        <span className="soft">{scope}</span>
                      </span>
                    </th>
                    {columns.map((column) => (
                      <td key={column} className={column === "waiting" ? "hot" : partOf(column)}>
                        {column === "taken" && figures.seats > 0 ? (
                          <span className="row between">
                            <Seats mode="coach" total={figures.seats} taken={figures.taken} compact />
                            <b>{format.number(figures.taken)}</b>
                          </span>
                        ) : column === "waiting" && figures.waiting === 0 ? null : (
                          format.number(figures[column])
                        )}
                      </td>
                    ))}
                    <td className="part">
                      <Badge tone={cancelledAt ? "off" : undefined}>{t(cancelledAt ? "cancelled" : "kept")}</Badge>
                    </td>
                  </tr>
                );
              })}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t("ahead", { count: ahead.length })}</th>
                {columns.map((column) => (
                  <td key={column} className={partOf(column)}>
                    {column === "taken" && total.seats > 0 ? (
                      <span className="row between">
                        <Seats mode="coach" total={total.seats} taken={total.taken} compact />
                        {format.number(total.taken)}
                      </span>
                    ) : (
                      format.number(total[column])
                    )}
                  </td>
                ))}
                <td className="part" />
              </tr>
            </tfoot>
          </table>
        </div>
      ) : (
        <p className="lead">{t("none")}</p>
      )}
      <div className="only-narrow dates-list">
        {ahead.map(({ id, title, startsOn, endsOn, scope, cancelledAt, figures }) => {
          const { days, month } = daySpan(startsOn, endsOn, locale);
          return (
            <article className="ticket turn" key={id}>
              <div className="stub">
                <span className="time">{days}</span>
                <span>{month}</span>
              </div>
              <div className="body">
                <h2>{title}</h2>
                {cancelledAt ? <Badge tone="off">{t("cancelled")}</Badge> : <p className="where">{scope}</p>}
                <dl>
                  {columns.map((column) => (
                    <div key={column} className={column === "waiting" && figures.waiting > 0 ? "hot" : undefined}>
                      <dt>{t(`column.${column}`)}</dt>
                      <dd>{format.number(figures[column])}</dd>
                    </div>
                  ))}
                </dl>
                <p className="go">
                  <ButtonLink kind="second" slim icon="edit" href={at(id)}>
                    {t("edit")}
                    <span className="sr">{t("editOf", { title })}</span>
                  </ButtonLink>
                </p>
              </div>
            </article>
          );
        })}
      </div>
      {past.length > 0 ? (
        <More summary={t("past", { count: past.length })}>
          <ul className="rows">
            {past.map(({ id, title, startsOn, endsOn }) => (
              <li key={id}>
                <a href={localPath(locale, `/temps-fort/${id}`)}>{title}</a>
                <span className="soft">{spokenSpan(startsOn, endsOn, locale)}</span>
              </li>
            ))}
          </ul>
        </More>
      ) : null}
    </>
  );
}
