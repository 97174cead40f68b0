"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useCallback, useState } from "react";
import { useKeptPage } from "@/components/collab/use-kept-page";
import { useNews } from "@/components/collab/use-news";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Body } from "@/domain/plan/body";
import { Comments, type CommentsProps } from "./comments";
import type { Done } from "./plan-editor";
import { PlanMenu } from "./plan-menu";
import type { PlanProps, Wanted } from "./plan-props";
import { useReread } from "./use-reread";
import { useUnsentHere } from "./use-unsent-here";

type Editor = ComponentType<{
  plan: PlanProps;
  reading: ReactNode;
  wanted: Wanted | null;
  comments: CommentsProps;
  onDone: (done: Done | null) => void;
}>;

/**
 * A plan to be read; « Modifier » brings the editor, and Yjs with it. `children` is the text as the server wrote it, until
 * this browser has written a newer one.
 */
export function PlanPage({
  plan,
  meta,
  isEmpty,
  version,
  comments,
  children,
}: {
  plan: PlanProps;
  meta: ReactNode;
  isEmpty: boolean;
  /** The text of a version that may be put back here. */
  version: Body | null;
  comments: CommentsProps;
  children: ReactNode;
}) {
  const t = useTranslations("plan");
  const router = useRouter();
  const [editor, setEditor] = useState<{ Editor: Editor } | "coming" | "failed" | null>(null);
  const [own, setOwn] = useState<Done | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const begin = useCallback((first: Wanted | null) => {
    setWanted(first);
    setEditor("coming");
    import("./plan-editor").then(
      ({ PlanEditor }) => setEditor({ Editor: PlanEditor }),
      () => setEditor("failed"),
    );
  }, []);
  const done = useCallback((written: Done | null) => {
    setOwn((last) => written ?? last);
    setEditor(null);
    window.scrollTo({ top: 0 });
  }, []);
  const reads = editor === null || typeof editor === "string";
  useKeptPage({ account: plan.account, room: plan.room }, reads);
  const unsent = useUnsentHere(plan, reads);
  const reread = useReread(() => {
    // What this browser has just written is in the new text, unless it could not be sent.
    if (unsent === 0) setOwn(null);
    router.refresh();
  });
  useNews(plan.room, (news) => {
    if (news === "beside") router.refresh();
    else if (news === "text" && reads) reread();
  });
  const title = own?.written.title || plan.title;
  const reading = own === null ? children : <own.Text plan={plan} written={own.written} threads={comments.threads} />;
  if (editor !== null && typeof editor === "object")
    return <editor.Editor plan={plan} reading={reading} wanted={wanted} comments={comments} onDone={done} />;
  return (
    <div className="plan-page">
      <header className="plan-head">
        <h1>{title}</h1>
        <div className="meta">
          {meta}
          <span className="plan-acts no-print">
            {plan.canWrite && version !== null && own === null && (
              <Button
                type="button"
                kind="second"
                slim
                icon="undo"
                onClick={() => editor !== "coming" && begin({ kind: "version", body: version })}
              >
                {t("versions.restore")}
              </Button>
            )}
            {plan.canWrite && (
              <Button
                type="button"
                kind="main"
                slim
                icon="edit"
                busy={editor === "coming"}
                onClick={() => editor !== "coming" && begin(null)}
              >
                {t("edit")}
              </Button>
            )}
            <PlanMenu plan={plan} onImport={(text) => begin({ kind: "file", text })} />
          </span>
        </div>
        {unsent > 0 && (
          <p className="note" role="status">
            <Icon name="warning" />
            <span>{t("unsentHere", { count: unsent })}</span>
          </p>
        )}
        {editor === "failed" && (
          <p className="note bad" role="alert">
            <Icon name="warning" />
            <span>{t("editorFailed")}</span>
          </p>
        )}
      </header>
      {(own === null ? isEmpty : own.written.body.length === 0) ? (
        <p className="soft">{plan.canWrite ? t("emptyText") : t("emptyReader")}</p>
      ) : (
        reading
      )}
      <Comments {...comments} />
    </div>
  );
}
