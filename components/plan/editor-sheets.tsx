"use client";

import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { planLimits, typedHref } from "@/domain/plan/body";
import { commands } from "./commands";
import { uploadImage } from "./images";

/** The address of a link, to set, change or take away. */
export function LinkSheet({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useTranslations("plan.link");
  const id = useId();
  const before = String(editor.getAttributes("link").href ?? "");
  const [wrong, setWrong] = useState(false);
  function set(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const href = typedHref(String(new FormData(event.currentTarget).get("href") ?? ""));
    setWrong(href === null);
    if (href === null) return;
    onClose();
    commands.link(editor, href);
  }
  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <form className="stack" onSubmit={set} noValidate>
        <Field
          id={id}
          name="href"
          label={t("address")}
          hint={t("hint")}
          error={wrong ? t("wrong") : null}
          defaultValue={before.replace(/^mailto:|^tel:/, "")}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
        />
        <div className="row">
          <Button kind="second">{t("set")}</Button>
          {before !== "" && (
            <Button
              type="button"
              kind="quiet"
              onClick={() => {
                onClose();
                commands.link(editor, null);
              }}
            >
              {t("remove")}
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  );
}

/** An image and what it shows, in words for who does not see it. */
export function ImageSheet({
  editor,
  imagesHref,
  onClose,
}: {
  editor: Editor;
  imagesHref: string;
  onClose: () => void;
}) {
  const t = useTranslations("plan.image");
  const tr = useTranslations("refusal");
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  async function add(form: FormData) {
    const file = form.get("file");
    if (!(file instanceof File) || file.size === 0) {
      setWrong(t("choose"));
      return;
    }
    setBusy(true);
    const sent = await uploadImage(imagesHref, file);
    setBusy(false);
    if (!sent.ok) {
      setWrong(tr.has(sent.code) ? tr(sent.code) : tr("image_not_sent"));
      return;
    }
    onClose();
    commands.image(editor, sent.id, String(form.get("alt") ?? "").trim());
  }
  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void add(new FormData(event.currentTarget));
        }}
      >
        <Field id={`${id}-file`} name="file" type="file" label={t("file")} hint={t("hint")} accept="image/*" />
        <Field id={`${id}-alt`} name="alt" label={t("alt")} hint={t("altHint")} maxLength={planLimits.alt} />
        {wrong !== null && <FieldError>{wrong}</FieldError>}
        <Button kind="second" busy={busy}>
          {t("add")}
        </Button>
      </form>
    </Sheet>
  );
}
