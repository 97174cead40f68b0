import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { removePhotoAction } from "./actions";

type Props = {
  slug: string;
  locale: string;
  photo: { hash: string; width: number; height: number; alt: string } | null;
  /** What became of the file that was just sent. */
  told: "recue" | "image_too_large" | "image_unreadable" | undefined;
  /** The form of its description. */
  children: ReactNode;
};

/** The photograph at the head of the page: sent by itself, then described. */
export async function PhotoPart({ slug, locale, photo, told, children }: Props) {
  const [t, tr] = [await getTranslations("settings"), await getTranslations("refusal")];
  return (
    <Section id="photo" title={t("photo")}>
      {told === "recue" && photo?.alt === "" ? <Note tone="ok">{t("photoReceived")}</Note> : null}
      {told === "image_too_large" || told === "image_unreadable" ? (
        <Note tone="bad" role="alert">
          {tr(told)}
        </Note>
      ) : null}
      {photo ? (
        <>
          {/* biome-ignore lint/performance/noImgElement: it was drawn for this page when it came */}
          <img
            className="shot"
            src={`/api/photo/${slug}/${photo.hash}`}
            width={photo.width}
            height={photo.height}
            alt={photo.alt || t("photoUndescribed")}
          />
          {children}
        </>
      ) : null}
      <form
        className="stack"
        method="post"
        encType="multipart/form-data"
        action={`/api/depot/${slug}/photo?langue=${locale}`}
      >
        <div className="field">
          <label htmlFor="photo-file">{photo ? t("photoOther") : t("photoChoose")}</label>
          <input
            className="input"
            id="photo-file"
            name="file"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            aria-describedby="photo-file-hint"
            required
          />
          <p className="hint" id="photo-file-hint">
            {t("photoHint")}
          </p>
        </div>
        <p>
          <Button kind="second">{t("photoSend")}</Button>
        </p>
      </form>
      {photo ? (
        <form action={removePhotoAction}>
          <input type="hidden" name="coalition" value={slug} />
          <Button kind="quiet">{t("photoRemove")}</Button>
        </form>
      ) : null}
    </Section>
  );
}
