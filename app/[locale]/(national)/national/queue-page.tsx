import { getLocale, getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { MessageForm } from "@/components/campaign/message-form";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Figures } from "@/components/ui/figures";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { splitName } from "@/domain/coalition/name";
import { spokenDay } from "@/domain/kernel/spoken-date";
import type { File, Queue } from "@/server/coalition/moderation";
import { answerReportAction } from "./actions";
import { DecisionList } from "./decision-list";
import { FileView } from "./file-view";

const told = ["publish", "ask", "refuse", "merge", "report", "archive"] as const;
const states = ["received", "asked_back", "refused"] as const;

type Props = { queue: Queue; file: File | null; atFile: boolean; told: string | string[] | undefined };

/** The list and the file beside it. On a phone one or the other, by the address. */
export async function QueuePage({ queue, file, atFile, told: done }: Props) {
  const [locale, t] = [await getLocale(), await getTranslations("moderation")];
  const { figures, rows, reports, state, page, pages } = queue;
  const home = localPath(locale, "/national");
  const at = (to: number) => `${home}?${new URLSearchParams({ etat: state, page: String(to) })}`;
  const said = told.find((one) => one === done);
  return (
    <>
      <div className="head">
        <h1>{t("title")}</h1>
        <Figures
          figures={[
            { value: figures.received, label: t("toRead", { count: figures.received }), hot: figures.received > 0 },
            { value: figures.published, label: t("published", { count: figures.published }) },
            { value: figures.waiting, label: t("waiting", { count: figures.waiting }) },
          ]}
        />
      </div>
      {said ? (
        <Note tone="ok" role="status">
          {t(`told.${said}`)}
        </Note>
      ) : null}
      {figures.received + reports.length === 0 && state === "received" ? <p className="lead">{t("nothing")}</p> : null}
      <div className={`split ${atFile ? "at-file" : "at-list"}`}>
        <nav className="queue" aria-label={t("list")}>
          {queue.latest.length > 0 || state !== "received" ? (
            <p className="row">
              {states.map((one) => (
                <a
                  key={one}
                  href={`${home}?etat=${one}`}
                  aria-current={one === state ? "true" : undefined}
                  className={one === state ? "chip on" : "chip"}
                >
                  {t(`state.${one}`)}
                </a>
              ))}
            </p>
          ) : null}
          {rows.length === 0 && state !== "received" ? <p className="soft">{t("noneHere")}</p> : null}
          <ul>
            {rows.map((row) => {
              const at = row.receivedAt ?? row.sentAt;
              return (
                <li key={row.id}>
                  <a href={`${home}/${row.id}`} aria-current={row.id === file?.id ? "true" : undefined}>
                    <strong>{row.name}</strong>
                    <span className="soft">{`${row.town} (${row.departement})${at ? ` · ${spokenDay(at, locale)}` : ""}`}</span>
                    <span className="row">
                      {row.alike ? <Badge tone="maybe">{t("alike")}</Badge> : null}
                      {row.answered && state === "received" ? <Badge>{t("answered")}</Badge> : null}
                      {!row.alike && !row.answered ? <Badge tone="ok">{t("confirmed")}</Badge> : null}
                    </span>
                  </a>
                </li>
              );
            })}
          </ul>
          {pages > 1 ? (
            <p className="row between">
              {page > 1 ? (
                <ButtonLink icon="back" href={at(page - 1)} rel="prev">
                  {t("previous")}
                </ButtonLink>
              ) : (
                <span />
              )}
              {page < pages ? (
                <ButtonLink href={at(page + 1)} rel="next">
                  {t("next")}
                </ButtonLink>
              ) : null}
            </p>
          ) : null}
        </nav>
        {file ? <FileView file={file} back={`${home}?etat=${file.state}`} /> : <span />}
        {reports.length > 0 ? (
          <section className="section log reports" aria-labelledby="reports">
            <header>
              <h2 id="reports">{t("reports", { count: reports.length })}</h2>
            </header>
            <ul className="rows">
              {reports.map((report) => (
                <li key={report.id}>
                  <div>
                    <a href={localPath(locale, `/${report.slug}`)}>{splitName(report.name).place}</a>
                    <p className="wrap-anywhere">{report.reason}</p>
                    <span className="soft small">{spokenDay(report.at, locale)}</span>
                    <a className="small" href={`${home}/retirer/${report.slug}`}>
                      {t("withdraw.link")}
                    </a>
                    <More summary={t(report.wantsAnswer ? "answer" : "close")}>
                      <MessageForm
                        action={answerReportAction}
                        id={`report-${report.id}`}
                        hidden={{ id: report.id }}
                        fields={[
                          {
                            name: "message",
                            label: t(report.wantsAnswer ? "answerLabel" : "closeLabel"),
                            hint: t(report.wantsAnswer ? "answerHint" : "closeHint"),
                            rows: 3,
                            maxLength: 2000,
                          },
                        ]}
                        submit={t(report.wantsAnswer ? "answerNow" : "closeNow")}
                        busyText={t("busy")}
                      />
                    </More>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {queue.latest.length > 0 ? (
          <section className="section log" aria-labelledby="latest">
            <header>
              <h2 id="latest">{t("latest")}</h2>
              <a href={`${home}/decisions`}>{t("allDecisions")}</a>
            </header>
            <DecisionList decisions={queue.latest} />
          </section>
        ) : null}
      </div>
    </>
  );
}
