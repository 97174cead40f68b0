"use client";

import { type ComponentProps, type ComponentType, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { moved } from "@/domain/calendar/recurrence";
import type { WriteKeptDate } from "./write-kept-date";

type Kept = { optionId: string; entryId: string };
type Props = {
  poll: { id: string; title: string; about: string; place: string; minutes: number };
  options: readonly { id: string; startsLocal: string; spoken: string; best: boolean }[];
  /** Decided already, and the agenda does not have it yet. */
  kept: Kept | null;
  agenda: { room: string; account: string };
  keep: (pollId: string, optionId: string) => Promise<Kept | null>;
  texts: { keep: string; write: string; busy: string } & ComponentProps<typeof WriteKeptDate>["texts"];
};
type Writer = ComponentType<ComponentProps<typeof WriteKeptDate>>;

/** « Retenir cette date »: the server decides, once, and this browser writes the entry. The editor's code loads then. */
export function KeepDate({ poll, options, kept: before, agenda, keep, texts }: Props) {
  const [decided, setDecided] = useState<Kept | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const [Write, setWrite] = useState<Writer | null>(null);
  async function decide(optionId: string) {
    setBusy(true);
    setFailed(false);
    try {
      const [kept, module] = await Promise.all([before ?? keep(poll.id, optionId), import("./write-kept-date")]);
      if (kept) setWrite(() => module.WriteKeptDate);
      setDecided(kept);
      setFailed(kept === null);
    } catch {
      // No network: nothing was decided, or this browser does not know it yet; the button may be pressed again.
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }
  const chosen = decided && options.find(({ id }) => id === decided.optionId);
  if (decided && chosen && Write) {
    const end = moved(chosen.startsLocal, 0, poll.minutes);
    const entry = {
      kind: "meeting",
      title: poll.title,
      notes: poll.about,
      start: chosen.startsLocal,
      end,
      place: poll.place,
    };
    return (
      <Note tone="ok" fill>
        <Write {...agenda} entry={{ ...entry, id: decided.entryId }} texts={texts} />
      </Note>
    );
  }
  const offered = before ? options.filter(({ id }) => id === before.optionId) : options;
  return (
    <>
      {failed ? (
        <Note tone="bad" role="alert">
          {texts.failed}
        </Note>
      ) : null}
      <p className="row keep">
        {offered.map((option) => (
          <Button
            key={option.id}
            type="button"
            kind={option.best || before ? "second" : "quiet"}
            slim
            busy={busy}
            onClick={() => decide(option.id)}
          >
            {busy ? texts.busy : before ? texts.write : `${texts.keep} ${option.spoken}`}
          </Button>
        ))}
      </p>
    </>
  );
}
