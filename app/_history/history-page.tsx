import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { currentActor } from "@/app/actor";
import { services } from "@/app/services";
import { HistoryBehind } from "@/components/collab/history-behind";
import { HistoryRoom } from "@/components/collab/history-room";
import type { HistoryWords } from "@/components/collab/history-words";
import { ButtonLink } from "@/components/ui/button";
import { agendaDifference } from "@/domain/calendar/difference";
import { sheetDifference } from "@/domain/transport/difference";
import { ChangesPart } from "./changes-part";
import { RemovedPart } from "./removed-part";
import { VersionView } from "./version-view";
import { VersionsPart } from "./versions-part";

/** What the address of such a page asks for, whatever a stranger wrote there. */
export type HistorySearch = { thing: unknown; avant?: unknown; mots?: unknown; version?: unknown };

/** Who changed what in a document or in one thing of it, what was taken out, and how the document stood before. */
export async function HistoryPage({
  of,
  slug,
  room,
  account,
  words,
  own,
  back,
  param,
  ask,
  mayWrite,
  mayErase,
}: {
  of: "sheet" | "agenda";
  slug: string;
  room: string;
  account: string;
  words: HistoryWords;
  /** This page, and the one it belongs to. */
  own: string;
  back: string;
  /** How the address names one thing. */
  param: string;
  ask: HistorySearch;
  mayWrite: boolean;
  mayErase: boolean;
}) {
  const { history } = services();
  const { t, k } = words;
  const actor = await currentActor();
  const inRoom = (children: ReactNode) => (
    <HistoryRoom of={of} room={room} account={account}>
      {children}
    </HistoryRoom>
  );
  if (ask.version !== undefined) {
    const [versions, content] = await Promise.all([
      history.versions(actor, slug, of),
      history.version(actor, slug, of, String(ask.version)),
    ]);
    const version = versions.ok ? versions.value.find(({ id }) => id === ask.version) : undefined;
    if (!content.ok || content.value.of === "plan" || !version) return notFound();
    const past = content.value;
    const changes =
      past.of === "sheet" ? sheetDifference(past.present, past.past) : agendaDifference(past.present, past.past);
    return inRoom(
      <VersionView
        version={version}
        past={past.of === "sheet" ? { of: past.of, past: past.past } : { of: past.of, past: past.past }}
        changes={changes}
        words={words}
        back={own}
        mayWrite={mayWrite}
      />,
    );
  }
  const changes = await history.lines(actor, slug, of, { thing: ask.thing, before: ask.avant, words: ask.mots });
  const [removed, versions, flattening] = await Promise.all([
    history.removed(actor, slug, of),
    history.versions(actor, slug, of),
    history.flattening(actor, slug, of),
  ]);
  if (!changes.ok || !removed.ok || !versions.ok || !flattening.ok) return notFound();
  const at = { coalition: slug, document: of };
  const thing = typeof ask.thing === "string" ? { param, id: ask.thing } : null;
  const title = changes.value.lines.find(({ thingTitle }) => thingTitle !== "")?.thingTitle ?? k("untitled");
  const parts = [
    { id: "changements", label: t("jump.changes"), shown: true },
    { id: "retires", label: k("removedJump"), shown: removed.value.things.length > 0 },
    { id: "versions", label: t("jump.versions"), shown: versions.value.length > 0 },
  ].filter(({ shown }) => shown);
  return inRoom(
    <>
      {removed.value.behind && <HistoryBehind readAt={words.now.getTime()} />}
      <div className="history-page">
        <div className="work-head">
          <p>
            <ButtonLink kind="quiet" icon="back" className="backlink" href={back}>
              {k("back")}
            </ButtonLink>
          </p>
          <h1>{thing === null ? t("title") : t("titleOf", { title })}</h1>
          {thing !== null && (
            <nav className="seg hug" aria-label={t("scopeLabel")}>
              <a href={`${own}?${param}=${thing.id}`} aria-current="true">
                {k("scope.one")}
              </a>
              <a href={own}>{k("scope.whole")}</a>
            </nav>
          )}
          {thing === null && parts.length > 1 && (
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
            at={at}
            own={own}
            thing={thing}
            searched={typeof ask.mots === "string" ? ask.mots.trim() : ""}
            older={ask.avant !== undefined}
            changes={changes.value}
            words={words}
            mayWrite={mayWrite}
            mayErase={mayErase}
          />
          {thing === null && (
            <div className="stack wide">
              {removed.value.things.length > 0 && <RemovedPart {...removed.value} words={words} mayWrite={mayWrite} />}
              <VersionsPart
                at={at}
                own={own}
                versions={versions.value}
                flattening={flattening.value}
                words={words}
                mayWrite={mayWrite}
                mayErase={mayErase}
              />
            </div>
          )}
        </div>
      </div>
    </>,
  );
}
