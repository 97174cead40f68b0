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
import { anchorOf } from "./anchor";
import { markThreads } from "./comment-marks";
import { Comments, type CommentsProps } from "./comments";
import { EntryPlaces } from "./entry-places";
import type { InsertAt } from "./insert-menu";
import type { EntryHands } from "./plan-agenda";
import { imageSource, type PlanProps, type Wanted, type Written } from "./plan-props";
import { useLater } from "./use-later";
import { usePaste } from "./use-paste";
import { usePlanEditor } from "./use-plan-editor";
import { usePutIn } from "./use-put-in";
import { useTitle } from "./use-title";
import type { WrittenText } from "./written-text";

/** What was written, and what shows it. */
export type Done = { readonly written: Written; readonly Text: typeof WrittenText };

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
  onDone: (done: Done | null) => void;
}) {
  const t = useTranslations("plan");
  const tr = useTranslations("refusal");
  const tc = useTranslations("plan.comment");
  const { imagesHref } = plan;
  const room = useRoom(plan.room, plan.account);
  const sync = useSyncState(room);
  const peers = usePeers(room);
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
  const onRefused = useCallback((code: string) => setSaid(tr.has(code) ? tr(code) : tr("invalid")), [tr]);
  const [places] = useState(() => new EntryPlaces());
  const [hands, setHands] = useState<EntryHands | null>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const ready = editor !== null;
  const later = useLater(ready || sync.closedBy !== null, () => setSaid(t("editorFailed")));
  const agendaComes = plan.canWrite && (hands === null || hands.opening);
  const paste = usePaste({ plan, editor, later, hands, agendaComes, say: setSaid });
  // An entry that was chosen from the menu before the agenda could be written.
  const [kindWanted, setKindWanted] = useState<"action" | "task" | null>(null);
  useEffect(() => {
    if (editor === null || kindWanted === null || agendaComes) return;
    setKindWanted(null);
    if (hands?.writable) hands.insert(editor, { kind: kindWanted });
  }, [editor, kindWanted, agendaComes, hands]);
  const box = usePlanEditor({
    room,
    opened: sync.opened,
    canWrite,
    me: plan.me,
    nameOf,
    sourceOf,
    words,
    places,
    describe: (id) => ({ "data-coalition": plan.coalitionId, ...hands?.describe(id) }),
    clean: paste.clean,
    onPaste: paste.take,
    onThread,
    onSlash: setInsertAt,
    gaps: later?.gaps,
    onEditor: setEditor,
  });
  useEffect(() => {
    editor?.view.dispatch(markThreads(editor.state, comments.threads));
  }, [editor, comments.threads]);
  usePutIn(editor, sync.phase === "saved", wanted, imagesHref, setSaid);
  useEffect(() => {
    editor?.view.focus();
    editor?.commands.focus("end", { scrollIntoView: false });
  }, [editor]);

  const closeInsert = useCallback(() => setInsertAt(null), []);
  const bar = useRef<HTMLDivElement>(null);
  useAboveKeyboard(bar);
  const anchor = () => (editor === null ? null : anchorOf(editor));
  useKeptPage({ account: plan.account, room: plan.room }, later !== null);
  const shownTitle = ready ? title : plan.title;
  const done = () =>
    onDone(
      room !== null && later !== null
        ? { written: { ...later.readPlan(room.doc), entries: hands?.shown() ?? {} }, Text: later.WrittenText }
        : null,
    );
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
        {later !== null && <later.PlanNotes plan={plan} room={room} sync={sync} />}
        {later !== null && editor !== null && room !== null && (
          <later.PlanAgenda
            plan={plan}
            names={names}
            places={places}
            editor={editor}
            doc={room.doc}
            saved={sync.phase === "saved"}
            quiet={sync.closedBy !== null}
            onRefused={onRefused}
            onHands={setHands}
          />
        )}
      </header>
      <SyncAnnouncer of="plan" state={sync} />
      {later === null ? (
        <div className="toolbar plan-tools" />
      ) : (
        <later.Toolbar
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
      )}
      <p className={said === "" ? "sr" : "note"} role="status">
        {said !== "" && <Icon name="warning" />}
        <span>{said}</span>
      </p>
      {!ready && reading}
      <div id="plan-body" className="plan-body" data-placeholder={t("placeholder")} hidden={!ready} ref={box} />
      {!isNarrow && <Comments {...comments} anchor={anchor} />}
      {later !== null && talk !== null && (
        <later.TalkSheet {...comments} thread={talk.thread} anchor={anchor} onClose={closeTalk} />
      )}
      {later !== null && editor !== null && insertAt !== null && (
        <later.InsertMenu
          editor={editor}
          at={insertAt}
          onClose={closeInsert}
          onImage={() => setAsked("image")}
          onEntry={hands?.writable ? (kind) => hands.insert(editor, { kind }) : agendaComes ? setKindWanted : null}
        />
      )}
      {later !== null && editor !== null && asked === "link" && (
        <later.LinkSheet editor={editor} onClose={() => setAsked(null)} />
      )}
      {later !== null && editor !== null && asked === "image" && (
        <later.ImageSheet editor={editor} imagesHref={imagesHref} onClose={() => setAsked(null)} />
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
