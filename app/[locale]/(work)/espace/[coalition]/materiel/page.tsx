import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { currentActor } from "@/app/actor";
import { languageOptions, materialViews } from "@/app/material-view";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { MaterialList } from "@/components/coalition/material-list";
import { PartForm } from "@/components/coalition/part-form";
import { Button } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { licences, materialLanguages, materialLimits } from "@/domain/coalition/material";
import { moveMaterialAction, removeMaterialAction, saveMaterialAction } from "./actions";
import { FileForm } from "./file-form";
import "../reglages/settings.css";

type Props = {
  params: Promise<{ coalition: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What the last file that was sent came to; see api/depot. */
const askedSchema = z.object({
  fichier: z.enum(["recu", "file_too_large", "file_unreadable", "files_full"]).optional().catch(undefined),
  de: z.uuid().optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("materials"))("title") };
}

/** The coalition's library: what it gives away, and for members what each file is, its order and its next version. */
export default async function MaterialsPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const read = await services().material.list(await currentActor(), slug);
  if (!read.ok) return turnAway(read.refusal.code, `/espace/${slug}/materiel`);
  const { mayWrite, materials } = read.value;
  const [locale, t, tr, ts] = [
    await getLocale(),
    await getTranslations("materials"),
    await getTranslations("refusal"),
    await getTranslations("settings"),
  ];
  const { fichier, de } = askedSchema.parse(await searchParams);
  const byId = new Map(materials.map((material) => [material.id, material]));
  const fields = [
    { name: "title", label: t("name"), hint: t("nameHint"), maxLength: materialLimits.title, required: true },
    { name: "language", label: t("language"), options: languageOptions(materialLanguages, locale) },
    {
      name: "licence",
      label: t("licenceLabel"),
      hint: t("licenceHint"),
      options: licences.map((value) => ({ value, label: t(`licence.${value}`) })),
    },
  ];
  const below = (id: string) => {
    const material = byId.get(id);
    if (!material) return null;
    const { title, language, licence, revision } = material;
    return (
      <div className="wide">
        <More summary={title === "" ? t("describe") : t("change")} open={title === "" || id === de}>
          <div className="stack">
            <PartForm
              action={saveMaterialAction}
              id={`m-${id}`}
              hidden={{ coalition: slug, material: id }}
              fields={fields}
              values={{ title, language, licence }}
              revision={revision}
              texts={{ save: ts("save"), busy: ts("busy"), theirs: ts("theirs") }}
            />
            {title === "" ? null : (
              <FileForm slug={slug} locale={locale} material={id} label={t("next")} send={t("nextSend")} />
            )}
            <form action={moveMaterialAction} className="row">
              <input type="hidden" name="coalition" value={slug} />
              <input type="hidden" name="material" value={id} />
              <Button kind="quiet" slim name="way" value="up">
                {t("up")}
              </Button>
              <Button kind="quiet" slim name="way" value="down">
                {t("down")}
              </Button>
            </form>
            <form action={removeMaterialAction}>
              <input type="hidden" name="coalition" value={slug} />
              <input type="hidden" name="material" value={id} />
              <Button kind="quiet" slim>
                {t("remove")}
              </Button>
            </form>
          </div>
        </More>
      </div>
    );
  };
  return (
    <div className="settings-page">
      <div className="stack">
        <h1>{t("title")}</h1>
        <p className="soft">{mayWrite ? t("leadWriter") : t("lead")}</p>
      </div>
      {fichier === "recu" ? (
        <Note tone="ok" role="status">
          {t("received")}
        </Note>
      ) : null}
      {materials.length > 0 ? (
        <Section id="fichiers" title={t("files")}>
          <MaterialList
            materials={await materialViews(slug, materials, locale)}
            texts={{ untitled: t("untitled"), download: t("download"), preview: t("preview") }}
            below={mayWrite ? below : undefined}
          />
        </Section>
      ) : (
        <p>{t("none")}</p>
      )}
      {mayWrite ? (
        <Section id="ajouter" title={t("add")}>
          {fichier && fichier !== "recu" ? (
            <Note tone="bad" role="alert">
              {tr(fichier)}
            </Note>
          ) : null}
          <FileForm slug={slug} locale={locale} label={t("choose")} hint={t("chooseHint")} send={t("send")} />
        </Section>
      ) : null}
    </div>
  );
}
