"use client";

import { useTranslations } from "next-intl";
import { startTransition, useActionState, useEffect, useId, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { commentLimits, cutAtNames, quoteOf, threadId } from "@/domain/plan/comment";

export type ShownComment = {
  readonly id: string;
  readonly by: string;
  readonly body: string;
  readonly names: readonly string[];
  readonly when: string;
  readonly mayErase: boolean;
  readonly order: number;
};
export type ShownThread = {
  readonly id: string;
  readonly quote: string;
  readonly anchor: { readonly from: string; readonly to: string } | null;
  readonly anchored: boolean;
  readonly resolved: boolean;
  readonly comments: readonly ShownComment[];
};
export type SayState = { readonly done: number; readonly message: string | null };
export type CommentsProps = {
  readonly coalition: string;
  readonly plan: string;
  readonly threads: readonly ShownThread[];
  readonly names: readonly string[];
  readonly say: (before: SayState, form: FormData) => Promise<SayState>;
  readonly resolve: (form: FormData) => Promise<void>;
  readonly erase: (form: FormData) => Promise<void>;
};
/** Where a comment stands in the open document, as two positions of Yjs. */
export type Anchor = () => { readonly from: string; readonly to: string } | null;

/** What is said about the plan: beside it on a desk, under it on a phone. */
export function Comments({ anchor, ...props }: CommentsProps & { anchor?: Anchor }) {
  const t = useTranslations("plan.comment");
  return (
    <aside className="plan-margin no-print" aria-label={t("title")}>
      <Threads anchor={anchor} {...props} />
    </aside>
  );
}

export function Threads({ anchor, ...props }: CommentsProps & { anchor?: Anchor }) {
  const t = useTranslations("plan.comment");
  const { threads } = props;
  const open = threads.filter((thread) => !thread.resolved);
  const resolved = threads.filter((thread) => thread.resolved);
  return (
    <>
      <SayForm {...props} thread="" anchor={anchor} label={t("new")} />
      {open.map((thread) => (
        <Thread key={thread.id} {...props} thread={thread} />
      ))}
      {resolved.length > 0 && (
        <details className="more">
          <summary>{t("resolved", { count: resolved.length })}</summary>
          {resolved.map((thread) => (
            <Thread key={thread.id} {...props} thread={thread} />
          ))}
        </details>
      )}
    </>
  );
}

function Thread({ thread, ...props }: Omit<CommentsProps, "threads"> & { thread: ShownThread }) {
  const t = useTranslations("plan.comment");
  const { coalition, plan, resolve, erase } = props;
  const [first] = thread.comments;
  const hidden = (
    <>
      <input type="hidden" name="coalition" value={coalition} />
      <input type="hidden" name="plan" value={plan} />
    </>
  );
  return (
    <article
      id={threadId(thread.id)}
      tabIndex={-1}
      className="comment"
      aria-label={thread.quote === "" ? t("aboutAll") : t("about", { quote: thread.quote })}
    >
      {thread.quote !== "" && (
        <p className="quote">{thread.anchored ? <mark>{thread.quote}</mark> : t("lost", { quote: thread.quote })}</p>
      )}
      {thread.comments.map((comment) => (
        <div key={comment.id} className="said">
          <header>
            <Avatar name={comment.by} order={comment.order} small />
            <span>
              <strong>{comment.by}</strong> <span className="soft">{comment.when}</span>
            </span>
          </header>
          <p>
            {cutAtNames(comment.body, comment.names).map((part, index) =>
              part.isName ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text that never changes
                <b key={index} className="mention">
                  {part.text}
                </b>
              ) : (
                part.text
              ),
            )}
          </p>
          {comment.mayErase && (
            <form action={erase}>
              {hidden}
              <input type="hidden" name="comment" value={comment.id} />
              <Button kind="quiet" slim>
                {t("erase")}
                <span className="sr"> {comment.body.slice(0, 40)}</span>
              </Button>
            </form>
          )}
        </div>
      ))}
      <details className="reply">
        <summary>{t("reply")}</summary>
        <SayForm {...props} thread={thread.id} label={t("replyTo", { name: first?.by ?? "" })} />
      </details>
      <form action={resolve}>
        {hidden}
        <input type="hidden" name="thread" value={thread.id} />
        <input type="hidden" name="resolved" value={thread.resolved ? "no" : "yes"} />
        <Button kind="quiet" slim icon={thread.resolved ? "undo" : "check"}>
          {thread.resolved ? t("reopen") : t("resolve")}
        </Button>
      </form>
    </article>
  );
}

/** A comment being written. A new one speaks of the words that were last chosen in the text. */
function SayForm({
  coalition,
  plan,
  names,
  say,
  thread,
  anchor,
  label,
}: Omit<CommentsProps, "threads"> & { thread: string; anchor?: Anchor; label: string }) {
  const t = useTranslations("plan.comment");
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  const [{ done, message }, send, pending] = useActionState(say, { done: 0, message: null });
  const isNew = thread === "";
  const [chosen, setChosen] = useState<{ quote: string; place: ReturnType<Anchor> } | null>(null);
  const latest = useRef(anchor);
  latest.current = anchor;
  useEffect(() => {
    if (!isNew) return;
    const look = () => {
      const selection = document.getSelection();
      const at = selection?.anchorNode;
      const inText = at instanceof Node && at.parentElement?.closest(".plan-text") !== null;
      const quote = inText && selection ? quoteOf(selection.toString()) : "";
      if (quote !== "") setChosen({ quote, place: latest.current?.() ?? null });
    };
    // A sheet opens after the words were chosen.
    look();
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [isNew]);
  useEffect(() => {
    if (done === 0) return;
    box.current?.reset();
    setChosen(null);
  }, [done]);
  return (
    <form
      ref={box}
      className="say"
      action={send}
      onSubmit={(event) => {
        // What was typed stays when it is refused.
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => send(form));
      }}
    >
      <input type="hidden" name="coalition" value={coalition} />
      <input type="hidden" name="plan" value={plan} />
      <input type="hidden" name="thread" value={thread} />
      <input type="hidden" name="quote" value={chosen?.quote ?? ""} />
      <input type="hidden" name="from" value={chosen?.place?.from ?? ""} />
      <input type="hidden" name="to" value={chosen?.place?.to ?? ""} />
      {chosen !== null && (
        <p className="quote">
          <mark>{chosen.quote}</mark>
          <Button type="button" kind="quiet" slim onClick={() => setChosen(null)}>
            {t("noQuote")}
          </Button>
        </p>
      )}
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea
          id={id}
          name="body"
          className="input"
          rows={2}
          maxLength={commentLimits.body}
          required
          aria-describedby={isNew ? `${id}-hint` : undefined}
        />
        {isNew && (
          <p className="hint" id={`${id}-hint`}>
            {t("hint", { name: names[0] ?? "" })}
          </p>
        )}
      </div>
      {message !== null && (
        <Note tone="bad" role="alert">
          {message}
        </Note>
      )}
      <Button kind="second" slim busy={pending}>
        {t("send")}
      </Button>
    </form>
  );
}
