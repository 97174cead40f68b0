"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { More } from "@/components/ui/more";

/** Ends an event, or one time of a series, for good, with a reason that everybody reads. */
export function CancelForm({
  id,
  summary,
  effect,
  cancel,
}: {
  id: string;
  summary: string;
  effect: string;
  cancel: (reason: string) => Promise<{ ok: boolean; message: string }>;
}) {
  const t = useTranslations("agenda");
  const [reason, setReason] = useState("");
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  async function send() {
    if (state.busy) return;
    setState({ busy: true, error: null });
    const answer = await cancel(reason).catch(() => ({ ok: false, message: t("cancelFailed") }));
    setState({ busy: false, error: answer.ok ? null : answer.message });
  }
  return (
    <More summary={summary}>
      <p className="soft">{effect}</p>
      <Field
        id={`${id}-reason`}
        label={t("cancelReason")}
        value={reason}
        maxLength={500}
        error={state.error}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="button" kind="danger" slim busy={state.busy} onClick={() => void send()}>
        {t("cancelNow")}
      </Button>
    </More>
  );
}
