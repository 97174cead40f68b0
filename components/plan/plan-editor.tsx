"use client";

import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { ClosedNote, LeftNote } from "@/components/collab/closed-note";
import { type Describe, useLeftWords } from "@/components/collab/left-words";
import { peoplePresent } from "@/components/collab/presence";
import { PresenceBar } from "@/components/collab/presence-bar";
import { SaveState, SyncAnnouncer } from "@/components/collab/save-state";
import { useKeptPage } from "@/components/collab/use-kept-page";
import { usePeers } from "@/components/collab/use-peers";
import { useRoom, useSyncState } from "@/components/collab/use-room";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { isNarrow as isNarrowNow, useNarrow } from "@/components/ui/use-narrow";
import { planLimits } from "@/domain/plan/body";
import { threadId } from "@/domain/plan/comment";
import { readPlan } from "@/domain/plan/plan";
import { unsentLines } from "@/domain/plan/unsent";
import { anchorOf } from "./anchor";
import { Comments, type CommentsProps } from "./comments";
import { ImageSheet, LinkSheet } from "./editor-sheets";
import { uploadImage } from "./images";
import { type InsertAt, InsertMenu } from "./insert-menu";
import { pastedImages, withImages } from "./paste";
import { imageSource, type PlanProps, type Wanted, type Written } from "./plan-props";
import { TalkSheet } from "./talk-sheet";
import { Toolbar } from "./toolbar";
import { useEntries } from "./use-entries";
import { usePlanEditor } from "./use-plan-editor";
import { usePutIn } from "./use-put-in";
import { useTemplate } from "./use-template";
import { useTitle } from "./use-title";

const describe: Describe = (acknowledged, present) => unsentLines(acknowledged, present);

/** The plan being written, together with whoever else is there. */
export function PlanEditor({
  plan,
  reading,
  wanted,
  comments,
  onDone,
}: {
  plan: PlanProps;
  /** The text as it was read, until the document is here. */
  reading: ReactNode;
  wanted: Wanted | null;
  comments: CommentsProps;
  /** What was written; null where the document never came. */
  onDone: (read: Written | null) => void;
}) {
  const t = useTranslations("plan");
  const tr = useTranslations("refusal");
  const tc = useTranslations("plan.comment");
  const { imagesHref } = plan;
  const room = useRoom(plan.room, plan.account);
  const sync = useSyncState(room);
  const peers = usePeers(room);
  const left = useLeftWords({ account: plan.account, room: plan.room }, room, sync, describe);
  const names = useMemo(() => new Map(plan.roster.map((person) => [person.id, person.name])), [plan.roster]);
  const nameOf = useCallback((id: string) => names.get(id) ?? t("someone"), [names, t]);
  // Once the server has said no for good, what is typed would go nowhere.
  const canWrite = plan.canWrite && sync.closedBy === null;
  const { title, onTitle } = useTitle(room?.doc);
  const [asked, setAsked] = useState<"link" | "image" | null>(null);
  const [insertAt, setInsertAt] = useState<InsertAt | null>(null);
  const [said, setSaid] = useState("");
  const isNarrow = useNarrow();
  // On a phone comments are a sheet; the thread that it is opened for comes first into view.
  const [talk, setTalk] = useState<{ thread: string | null } | null>(null);
  const onThread = useCallback((thread: string) => {
    if (isNarrowNow()) setTalk({ thread });
    else document.getElementById(threadId(thread))?.focus();
  }, []);
  const closeTalk = useCallback(() => setTalk(null), []);
  const sourceOf = useCallback((id: string) => imageSource(imagesHref, id), [imagesHref]);
  const words = useMemo(() => ({ label: t("body"), check: t("text.check") }), [t]);
  const upload = useCallback((file: Blob) => uploadImage(imagesHref, file), [imagesHref]);

  const onImages = useCallback(
    (editor: Editor, data: DataTransfer) => {
      const html = data.getData("text/html");
      const inText = html === "" ? null : pastedImages(html);
      const files = [...data.files].filter((file) => file.type.startsWith("image/"));
      // A browser that copies a picture gives its address and its bytes: the bytes are what can be kept.
      const useFiles = files.length > 0 && (inText === null || inText.here.length === 0);
      if (!useFiles && inText === null) return false;
      const pictures = useFiles ? files : (inText?.here ?? []);
      const send = async () => {
        if (pictures.length > 0) setSaid(t("image.sending", { count: pictures.length }));
        const sent = await Promise.all(pictures.map(upload));
        if (editor.isDestroyed) return;
        const ids = sent.map((each) => (each.ok ? each.id : null));
        if (useFiles)
          for (const id of ids)
            id !== null && editor.commands.insertContent({ type: "image", attrs: { imageId: id, alt: "" } });
        else if (inText !== null) editor.view.pasteHTML(withImages(inText.html, ids));
        const lost = ids.filter((id) => id === null).length + (useFiles ? 0 : (inText?.elsewhere ?? 0));
        setSaid(lost === 0 ? "" : t("image.lost", { count: lost }));
      };
      void send();
      return true;
    },
    [t, upload],
  );
  const onRefused = useCallback((code: string) => setSaid(tr.has(code) ? tr(code) : tr("invalid")), [tr]);
  const entries = useEntries(plan, names, onRefused);
  const { editor, box } = usePlanEditor({
    room,
    opened: sync.opened,
    canWrite,
    me: plan.me,
    nameOf,
    sourceOf,
    words,
    entries,
    onImages,
    threads: comments.threads,
    onThread,
    onSlash: setInsertAt,
  });
  usePutIn(editor, sync.phase === "saved", wanted, imagesHref, setSaid);
  useTemplate(room?.doc, editor, sync.phase === "saved", plan.template, entries);
  useEffect(() => {
    editor?.view.focus();
    editor?.commands.focus("end", { scrollIntoView: false });
  }, [editor]);

  const closeInsert = useCallback(() => setInsertAt(null), []);
  const bar = useRef<HTMLDivElement>(null);
  useAboveKeyboard(bar);
  const ready = editor !== null;
  const anchor = () => (editor === null ? null : anchorOf(editor));
  useKeptPage({ account: plan.account, room: plan.room }, ready);
  const shownTitle = ready ? title : plan.title;
  const done = () => onDone(room !== null && ready ? { ...readPlan(room.doc), entries: entries.shown() } : null);
  return (
    <div className="plan-page editing" data-ready={ready || undefined} ref={bar}>
      <header className="plan-head">
        <div className="plan-top">
          <SaveState state={sync} />
          <PresenceBar people={peoplePresent(peers, plan.me)} nameOf={nameOf} />
          <Button type="button" kind="main" slim onClick={done}>
            {t("done")}
          </Button>
        </div>
        <h1 className="sr">{title.trim() || plan.title}</h1>
        <div className="plan-titlebox" data-title={shownTitle}>
          <textarea
            className="plan-title"
            aria-label={t("titleLabel")}
            rows={1}
            value={shownTitle}
            maxLength={planLimits.title}
            disabled={!ready || !canWrite}
            onChange={(event) => onTitle(event.target.value.replaceAll("\n", " "))}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              editor?.commands.focus("start");
            }}
          />
        </div>
        {!plan.canWrite && (
          <p className="note" role="status">
            <Icon name="lock" />
            <span>{t(plan.acts.archive?.archived ? "isArchived" : "readOnly")}</span>
          </p>
        )}
        <ClosedNote of="plan" state={sync} sync={room?.sync ?? null} signInHref={plan.signInHref} describe={describe} />
        <LeftNote of="plan" words={left.words} onDiscard={() => void left.discard()} />
        {sync.closedBy === null && entries.notes}
      </header>
      <SyncAnnouncer of="plan" state={sync} />
      <Toolbar
        editor={editor}
        disabled={!canWrite}
        onLink={() => setAsked("link")}
        comments={tc("open", { count: comments.threads.filter(({ resolved }) => !resolved).length })}
        onComments={() => setTalk({ thread: null })}
        insertOpen={insertAt !== null}
        onInsert={() => {
          const place = bar.current?.querySelector(".plan-add")?.getBoundingClientRect();
          setInsertAt({ left: (place?.right ?? 320) - 320, top: (place?.bottom ?? 0) + 6, slash: false });
        }}
      />
      <p className={said === "" ? "sr" : "note"} role="status">
        {said !== "" && <Icon name="warning" />}
        <span>{said}</span>
      </p>
      {!ready && reading}
      {entries.blocks}
      <div id="plan-body" className="plan-body" data-placeholder={t("placeholder")} hidden={!ready} ref={box} />
      {!isNarrow && <Comments {...comments} anchor={anchor} />}
      {talk !== null && <TalkSheet {...comments} thread={talk.thread} anchor={anchor} onClose={closeTalk} />}
      {editor !== null && insertAt !== null && (
        <InsertMenu
          editor={editor}
          at={insertAt}
          onClose={closeInsert}
          onImage={() => setAsked("image")}
          onEntry={entries.writable ? (kind) => entries.insert(editor, { kind }) : null}
        />
      )}
      {editor !== null && asked === "link" && <LinkSheet editor={editor} onClose={() => setAsked(null)} />}
      {editor !== null && asked === "image" && (
        <ImageSheet editor={editor} upload={upload} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

/** Tells the style sheet how much of the page a phone's keyboard hides; browsers that shrink the page hide nothing. */
function useAboveKeyboard(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const viewport = window.visualViewport;
    const place = () => {
      const hidden = viewport === null ? 0 : window.innerHeight - viewport.height - viewport.offsetTop;
      box.current?.style.setProperty("--keyboard", `${Math.max(0, Math.round(hidden))}px`);
    };
    place();
    viewport?.addEventListener("resize", place);
    viewport?.addEventListener("scroll", place);
    return () => {
      viewport?.removeEventListener("resize", place);
      viewport?.removeEventListener("scroll", place);
    };
  }, [box]);
}
