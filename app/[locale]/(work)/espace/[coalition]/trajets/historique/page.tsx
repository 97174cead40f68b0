import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { readSheet, turnAway } from "@/app/workspace";
import { HistoryBehind } from "@/components/transport/history-behind";
import { HistoryRoom } from "@/components/transport/history-room";
import { type HistoryWords, namesOf } from "@/components/transport/history-words";
import { ButtonLink } from "@/components/ui/button";
import { atLeast } from "@/domain/kernel/role";
import { ChangesPart } from "./changes-part";
import { RemovedPart } from "./removed-part";
import { VersionView } from "./version-view";
import { VersionsPart } from "./versions-part";

type Search = { trajet?: string; avant?: string; mots?: string; version?: string };
type Props = { params: Promise<{ coalition: string }>; searchParams: Promise<{ [key in keyof Search]: unknown }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const opened = await readSheet((await params).coalition);
  const t = await getTranslations("history");
  return { title: opened.ok ? `${t("title")}, ${opened.value.coalition.town}` : t("title") };
}

/** Who changed what in the sheet or in one trip of it, what was taken out, and how the sheet stood before. */
export default async function HistoryPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const ask = await searchParams;
  const path = `/espace/${slug}/trajets/historique`;
  const [opened, actor] = [await readSheet(slug), await currentActor()];
  if (!opened.ok) return turnAway(opened.refusal.code, path);
  const sheet = opened.value;
  const [locale, t, ts] = await Promise.all([getLocale(), getTranslations("history"), getTranslations("sheet")]);
  const own = localPath(locale, path);
  const words: HistoryWords = {
    t,
    ts,
    locale,
    now: new Date(),
    names: namesOf(sheet.departures, sheet.roster),
  };
  const { transport } = services();
  const room = { room: sheet.room, account: sheet.account };
  if (ask.version !== undefined) {
    const [versions, content] = await Promise.all([
      transport.versions(actor, slug),
      transport.version(actor, slug, String(ask.version)),
    ]);
    const version = versions.ok ? versions.value.find(({ id }) => id === ask.version) : undefined;
    if (!content.ok || !version) return notFound();
    return (
      <HistoryRoom {...room}>
        <VersionView version={version} content={content.value} words={words} back={own} mayWrite={sheet.mayWrite} />
      </HistoryRoom>
    );
  }
  const changes = await transport.history(actor, slug, { row: ask.trajet, before: ask.avant, words: ask.mots });
  const [removed, versions, flattening] = await Promise.all([
    transport.removedRows(actor, slug),
    transport.versions(actor, slug),
    transport.flattening(actor, slug),
  ]);
  if (!changes.ok || !removed.ok || !versions.ok || !flattening.ok) return notFound();
  const mayErase = atLeast(sheet.role, "coordinator");
  const rowId = typeof ask.trajet === "string" ? ask.trajet : null;
  const title = changes.value.lines.find(({ rowTitle }) => rowTitle !== "")?.rowTitle ?? t("untitled");
  const parts = [
    { id: "changements", label: t("jump.changes"), shown: true },
    { id: "retires", label: t("jump.removed"), shown: removed.value.rows.length > 0 },
    { id: "versions", label: t("jump.versions"), shown: versions.value.length > 0 },
  ].filter(({ shown }) => shown);
  return (
    <HistoryRoom {...room}>
      {removed.value.behind && <HistoryBehind readAt={words.now.getTime()} />}
      <div className="history-page">
        <div className="work-head">
          <p>
            <ButtonLink
              kind="quiet"
              icon="back"
              className="backlink"
              href={localPath(locale, `/espace/${slug}/trajets`)}
            >
              {t("back")}
            </ButtonLink>
          </p>
          <h1>{rowId === null ? t("title") : t("titleOf", { trip: title })}</h1>
          {rowId !== null && (
            <nav className="seg hug" aria-label={t("scope.label")}>
              <a href={`${own}?trajet=${rowId}`} aria-current="true">
                {t("scope.row")}
              </a>
              <a href={own}>{t("scope.sheet")}</a>
            </nav>
          )}
          {rowId === null && parts.length > 1 && (
            <nav className="seg hug jump" aria-label={t("jump.label")}>
              {parts.map(({ id, label }) => (
                <a key={id} href={`#${id}`}>
                  {label}
                </a>
              ))}
            </nav>
          )}
        </div>
        <div className="cols">
          <ChangesPart
            slug={slug}
            own={own}
            rowId={rowId}
            searched={typeof ask.mots === "string" ? ask.mots.trim() : ""}
            older={ask.avant !== undefined}
            changes={changes.value}
            words={words}
            mayWrite={sheet.mayWrite}
            mayErase={mayErase}
          />
          {rowId === null && (
            <div className="stack wide">
              {removed.value.rows.length > 0 && (
                <RemovedPart {...removed.value} words={words} mayWrite={sheet.mayWrite} />
              )}
              <VersionsPart
                slug={slug}
                own={own}
                versions={versions.value}
                flattening={flattening.value}
                words={words}
                mayWrite={sheet.mayWrite}
                mayErase={mayErase}
              />
            </div>
          )}
        </div>
      </div>
    </HistoryRoom>
  );
}
