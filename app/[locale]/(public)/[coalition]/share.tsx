import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { siteOrigin } from "@/app/site-origin";
import { ShareBar } from "@/components/coalition/share-bar";
import { ButtonLink } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { More } from "@/components/ui/more";
import { Section } from "@/components/ui/section";
import { toInstant } from "@/domain/kernel/local-time";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";

type Props = {
  coalition: { slug: string; name: string };
  next: { title: string; startsAtLocal: string; place: string } | null;
  locale: string;
};

/** « Faire passer »: to a messenger, by mail, on paper, into one's own calendar, on one's own site. */
export async function Share({ coalition: { slug, name }, next, locale }: Props) {
  const [t, { origin }] = [await getTranslations("share"), await siteOrigin()];
  const url = origin + localPath(locale, `/${slug}`);
  const at = next && toInstant(next.startsAtLocal);
  const lines = [
    name,
    ...(next && at ? [next.title, `${spokenDay(at, locale)}, ${spokenTime(at, locale)}, ${next.place}`] : []),
    url,
  ];
  const text = lines.join("\n");
  const mail = `mailto:?subject=${encodeURIComponent(name)}&body=${encodeURIComponent(text)}`;
  const frame = `<iframe src="${origin}${localPath(locale, `/integration/${slug}`)}" title="${t("frameTitle")}" style="width:100%;height:480px;border:0" loading="lazy"></iframe>`;
  return (
    <Section id="partager" title={t("title")}>
      <ShareBar
        title={name}
        text={text}
        url={url}
        words={{
          share: t("share"),
          copyText: t("copyText"),
          copyLink: t("copyLink"),
          copied: t("copied"),
          byHand: t("byHand"),
        }}
      >
        <ButtonLink kind="second" icon="mail" href={mail}>
          {t("mail")}
        </ButtonLink>
        <ButtonLink kind="second" icon="qr" href={localPath(locale, `/${slug}/affiche`)}>
          {t("poster")}
        </ButtonLink>
        <ButtonLink kind="second" icon="calendar" href={localPath(locale, `/${slug}/agenda#sabonner`)}>
          {t("calendar")}
        </ButtonLink>
      </ShareBar>
      <More summary={t("embed")}>
        <TextArea id="embed" label={t("snippet")} hint={t("snippetHint")} value={frame} rows={4} readOnly />
      </More>
    </Section>
  );
}
