"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Sheet } from "@/components/ui/sheet";
import { threadId } from "@/domain/plan/comment";
import { type Anchor, type CommentsProps, Threads } from "./comments";

/** What is said about a plan, from below on a phone. */
export function TalkSheet({
  thread,
  anchor,
  onClose,
  ...comments
}: CommentsProps & { thread: string | null; anchor: Anchor; onClose: () => void }) {
  const t = useTranslations("plan.comment");
  useEffect(() => {
    if (thread !== null) document.getElementById(threadId(thread))?.focus();
  }, [thread]);
  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <div className="plan-margin">
        <Threads anchor={anchor} {...comments} />
      </div>
    </Sheet>
  );
}
