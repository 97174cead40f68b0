"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useLayoutEffect, useMemo, useState, useTransition } from "react";
import { ClosedNote, LeftNote } from "@/components/collab/closed-note";
import { useLeftWords } from "@/components/collab/left-words";
import { SaveState, SyncAnnouncer } from "@/components/collab/save-state";
import { useKeptPage } from "@/components/collab/use-kept-page";
import { useRoom, useSyncState } from "@/components/collab/use-room";
import { Segmented } from "@/components/ui/choice";
import { Snackbar } from "@/components/ui/snackbar";
import { addEntry, setEntry } from "@/domain/calendar/agenda";
import { useAgendaActs } from "./agenda-acts";
import { NewTask } from "./new-task";
import { OpenEntry } from "./open-entry";
import { TaskBoard } from "./task-board";
import { lackLines, type TaskLine, taskLines } from "./task-lines";
import type { TaskRowActs } from "./task-row";
import { Lacks, TaskSections } from "./task-sections";
import type { TaskAct, TasksProps } from "./tasks-props";
import { useAgenda } from "./use-agenda";
import { useDescribeAgenda } from "./use-describe-agenda";
import { useEntryValues } from "./use-entry-values";
import { useLiveSignups } from "./use-live-signups";

const nobody = () => undefined;

/** The live tasks of all plans and of the agenda: as a list by date, as a board by state, everybody's or one's own. */
export function TasksView(props: TasksProps & { onShown: () => void }) {
  const { coalition, me, today, roster, takers, onShown } = props;
  const t = useTranslations("tasks");
  const locale = useLocale();
  const router = useRouter();
  const room = useRoom(props.room, props.account);
  const sync = useSyncState(room);
  useLiveSignups(props.coalitionId);
  const { entries, undo } = useAgenda(room);
  const copyKey = { account: props.account, room: props.room };
  const describe = useDescribeAgenda(roster);
  const left = useLeftWords(copyKey, room, sync, describe);
  const scene = useEntryValues(entries, props);
  const acts = useAgendaActs({ doc: room?.doc ?? null, undo, today, onPresence: nobody });
  const [view, setView] = useState("list");
  const [whose, setWhose] = useState("all");
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, begin] = useTransition();
  const ready = sync.opened && undo !== null;
  const visible = ready || sync.phase !== "opening";
  useLayoutEffect(() => {
    if (visible) onShown();
  }, [visible, onShown]);
  useKeptPage(copyKey, ready);

  const people = useMemo(
    () => ({ names: new Map(roster.map(({ id, name }) => [id, name])), me, takers }),
    [roster, me, takers],
  );
  const known = useMemo(() => {
    const figures = new Map(props.entries.map((one) => [one.key, one.figures]));
    const all = [...scene.dated, ...scene.undated.map((one) => ({ ...one, cancelled: false }))];
    return all.map((one) => {
      const own = figures.get(one.key);
      return { ...one, id: own?.id ?? null, taken: own?.taken ?? 0 };
    });
  }, [scene, props.entries]);
  const lines = useMemo(
    () => taskLines(known, people, { today, mine: whose === "mine" }),
    [known, people, today, whose],
  );
  const answer = useCallback(
    (act: TaskAct) =>
      ({ key }: TaskLine) => {
        begin(async () => {
          const { ok, message } = await act({ coalition, key }).catch(() => ({ ok: false, message: t("failed") }));
          setRefused(ok ? null : message);
          router.refresh();
        });
      },
    [coalition, router, t],
  );
  if (!visible) return null;
  const canWrite = props.canWrite && sync.closedBy === null;
  const doc = room?.doc ?? null;
  const rowActs: TaskRowActs = {
    open: canWrite ? acts.open : null,
    state: canWrite && doc ? (key, state) => setEntry(doc, key, { state }) : null,
    // Who writes in the agenda says so there; who only reads it signs up for the task.
    take: canWrite && doc ? ({ key }) => setEntry(doc, key, { owner: me }) : answer(props.take),
    // A member may have taken it while they only read.
    giveBack: (line) => {
      if (takers[line.key]?.mine) answer(props.giveBack)(line);
      else if (canWrite && doc) setEntry(doc, line.key, { owner: null });
    },
  };
  const { opened, snack } = acts;
  return (
    <div className="tasks-page" data-ready={ready || undefined}>
      <div className="work-head">
        <div className="head">
          <h1>{t("title")}</h1>
          <SaveState state={sync} readOnly={!props.canWrite} />
        </div>
        <ClosedNote
          of="agenda"
          state={sync}
          sync={room?.sync ?? null}
          signInHref={props.signInHref}
          describe={describe}
        />
        <LeftNote of="agenda" words={left.words} onDiscard={() => void left.discard()} />
      </div>
      <SyncAnnouncer of="agenda" state={sync} />
      {canWrite && doc && <NewTask add={(title, due) => addEntry(doc, { kind: "task", title, due })} />}
      <div className="task-tools">
        <Segmented
          name="view"
          legend={<span className="sr">{t("view.label")}</span>}
          value={view}
          onValueChange={setView}
          options={[
            { value: "list", label: t("view.list") },
            { value: "board", label: t("view.board") },
          ]}
        />
        <Segmented
          name="whose"
          legend={<span className="sr">{t("whose.label")}</span>}
          value={whose}
          onValueChange={setWhose}
          options={[
            { value: "all", label: t("whose.all") },
            { value: "mine", label: t("whose.mine") },
          ]}
        />
      </div>
      <p role="status">{refused}</p>
      {lines.length === 0 && <p className="empty">{t(whose === "mine" ? "noneMine" : "none")}</p>}
      <div className={view === "list" ? "task-cols" : undefined}>
        {view === "list" ? (
          <div>
            <TaskSections lines={lines} today={today} busy={busy} acts={rowActs} />
          </div>
        ) : (
          <TaskBoard lines={lines} today={today} acts={rowActs} />
        )}
        <Lacks lines={lackLines(known, people, today, locale)} open={rowActs.open} />
      </div>
      {opened !== null && (
        <OpenEntry
          key={opened.id}
          opened={opened}
          scene={scene}
          entries={entries}
          props={props}
          canWrite={canWrite}
          acts={acts}
          others={[]}
        />
      )}
      {snack !== null && (
        <div className="snackplace">
          <Snackbar
            text={snack.text}
            actionLabel={snack.undo ? t("undo") : undefined}
            onAction={() => acts.takeBack()}
            onDismiss={() => acts.quiet()}
          />
        </div>
      )}
    </div>
  );
}
