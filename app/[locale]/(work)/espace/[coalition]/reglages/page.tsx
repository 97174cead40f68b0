import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { type PartField, PartForm } from "@/components/coalition/part-form";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { type SettingsPart, settingsLimits } from "@/domain/coalition/settings";
import { saveSettingsAction } from "./actions";
import { ArchivePart } from "./archive-part";
import { PhotoPart } from "./photo-part";
import "./settings.css";

type Props = {
  params: Promise<{ coalition: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What the last file that was sent came to; see api/depot. */
const askedSchema = z.object({
  photo: z.enum(["recue", "image_too_large", "image_unreadable"]).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

/** What a coalition's coordinators say of it to everybody, one form a part. */
export default async function SettingsPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const read = await services().coalition.settings(await currentActor(), slug);
  if (!read.ok) return turnAway(read.refusal.code, `/espace/${slug}/reglages`);
  const { parts, photo } = read.value;
  const archiving = await services().coalition.archiving(await currentActor(), slug);
  if (!archiving.ok) return turnAway(archiving.refusal.code, `/espace/${slug}/reglages`);
  const [locale, t] = [await getLocale(), await getTranslations("settings")];
  const asked = askedSchema.parse(await searchParams);
  const texts = { save: t("save"), busy: t("busy"), theirs: t("theirs") };
  const form = (part: SettingsPart, fields: readonly PartField[]) => (
    <PartForm
      action={saveSettingsAction}
      id={part}
      hidden={{ coalition: slug, part }}
      fields={fields}
      {...parts[part]}
      texts={texts}
    />
  );
  return (
    <div className="settings-page">
      <div className="stack">
        <h1>{t("title")}</h1>
        <p className="soft">{t("lead")}</p>
        <p className="row">
          <ButtonLink kind="second" slim icon="globe" href={localPath(locale, `/${slug}`)}>
            {t("see")}
          </ButtonLink>
          <ButtonLink
            kind="quiet"
            slim
            className="flush"
            icon="download"
            href={localPath(locale, `/espace/${slug}/materiel`)}
          >
            {t("files")}
          </ButtonLink>
          <ButtonLink
            kind="quiet"
            slim
            className="flush"
            icon="people"
            href={localPath(locale, `/espace/${slug}/demandes`)}
          >
            {t("joining")}
          </ButtonLink>
          <ButtonLink
            kind="quiet"
            slim
            className="flush"
            icon="search"
            href={localPath(locale, `/espace/${slug}/chercher-un-nom`)}
          >
            {(await getTranslations("findName"))("title")}
          </ButtonLink>
        </p>
      </div>
      <Section id="mots" title={t("words")}>
        {form("words", [
          { name: "name", label: t("name"), hint: t("nameHint"), maxLength: settingsLimits.name, required: true },
          {
            name: "description",
            label: t("description"),
            hint: t("descriptionHint"),
            maxLength: settingsLimits.description,
            rows: 2,
          },
        ])}
      </Section>
      <Section id="presentation" title={t("presentation")}>
        {form("presentation", [
          {
            name: "presentation",
            label: t("presentationLabel"),
            hint: t("presentationHint"),
            maxLength: settingsLimits.presentation,
            rows: 12,
          },
        ])}
      </Section>
      <PhotoPart slug={slug} locale={locale} photo={photo} told={asked.photo}>
        {form("photo", [
          { name: "alt", label: t("alt"), hint: t("altHint"), maxLength: settingsLimits.alt, required: true },
          { name: "credit", label: t("credit"), hint: t("creditHint"), maxLength: settingsLimits.credit },
        ])}
      </PhotoPart>
      <Section id="organisations" title={t("organisations")}>
        {form("organisations", [
          { name: "organisations", label: t("organisationsLabel"), hint: t("organisationsHint"), rows: 6 },
        ])}
      </Section>
      <Section id="canaux" title={t("channels")}>
        <p className="soft">{t("channelsLead")}</p>
        {form("channels", [
          { name: "page", label: t("channel.page"), rows: 1 },
          { name: "social", label: t("channel.social"), rows: 1 },
          { name: "chat", label: t("channel.chat"), rows: 1 },
          { name: "list", label: t("channel.list"), hint: t("listHint"), rows: 1 },
          { name: "phone", label: t("channel.phone"), rows: 1 },
          { name: "agreed", label: t("agreed"), check: true },
        ])}
      </Section>
      <Section id="emporter" title={t("take")}>
        <p className="soft">{t("takeLead")}</p>
        <div>
          <ButtonLink kind="second" icon="download" href={`/api/emporter/${slug}?langue=${locale}`} download>
            {t("takeAll")}
          </ButtonLink>
        </div>
      </Section>
      <ArchivePart slug={slug} ahead={archiving.value.ahead} />
    </div>
  );
}
