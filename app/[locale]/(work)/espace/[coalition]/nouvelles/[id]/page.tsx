import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { NewsText } from "@/app/news-text";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { ActForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { newsPath } from "@/domain/campaign/news";
import { splitName } from "@/domain/coalition/name";
import { spokenDay } from "@/domain/kernel/spoken-date";
import type { DeskItem } from "@/server/campaign/news";
import { removeNewsAction, sendNewsAction } from "../actions";
import { NewsForm } from "../news-form";

type Props = { params: Promise<{ coalition: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("news"))("title") };
}

/** A news as it is or will be read; a draft is changed and sent here. */
export default async function NewsItemPage({ params }: Props) {
  await connection();
  const { coalition: slug, id } = await params;
  const found = await services().news.item(await currentActor(), slug, id);
  if (!found.ok) return turnAway(found.refusal.code, `/espace/${slug}/nouvelles/${id}`);
  const { role, news } = found.value;
  const [locale, t] = [await getLocale(), await getTranslations("news")];
  return (
    <div className="stack max-w-2xl">
      <p>
        <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/espace/${slug}/nouvelles`)}>
          {t("title")}
        </ButtonLink>
      </p>
      <h1>{news.title}</h1>
      {news.sentAt === null ? (
        <Draft slug={slug} item={found.value} />
      ) : (
        <>
          <p className="soft">{t("sentTo", { day: spokenDay(news.sentAt, locale), count: news.readers })}</p>
          {news.left > 0 ? <Note tone="ok">{t("left", { count: news.left })}</Note> : null}
          <NewsText body={news.body} />
          <p>
            <ButtonLink kind="second" href={localPath(locale, newsPath(slug, id))}>
              {t("publicPage")}
            </ButtonLink>
          </p>
          {role === "coordinator" ? (
            <More summary={t("remove")}>
              <div className="stack">
                <p className="soft">{t("removeText")}</p>
                <Remove slug={slug} id={id} label={t("remove")} busy={t("sending")} />
              </div>
            </More>
          ) : null}
        </>
      )}
    </div>
  );
}

function Remove({ slug, id, label, busy }: { slug: string; id: string; label: string; busy: string }) {
  return (
    <ActForm action={removeNewsAction} hidden={{ coalition: slug, id }} submit={label} busyText={busy} kind="danger" />
  );
}

async function Draft({ slug, item: { name, published, readers, news } }: { slug: string; item: DeskItem }) {
  const [t, tm, tl] = [
    await getTranslations("news"),
    await getTranslations("mail.news"),
    await getTranslations("mail.layout"),
  ];
  const { id, title, body, revision } = news;
  return (
    <>
      <Section id="page" title={t("preview")} fill>
        <NewsText body={body} />
      </Section>
      <More summary={t("previewMail")}>
        <div className="stack">
          <p>
            <strong>{t("mailSubject", { title: tm("subject", { title }) })}</strong>
          </p>
          <p>{tm("text", { coalition: splitName(name).place })}</p>
          <NewsText body={body} />
          <p className="soft small">{tm("button")}</p>
          <p className="soft small">{tl("stop")} …</p>
        </div>
      </More>
      <More summary={t("change")}>
        <NewsForm slug={slug} draft={{ id, revision, title, body }} />
      </More>
      <Section id="envoyer" title={t("send")} fill>
        {published ? (
          <>
            <p className="lead">{t("willReach", { count: readers })}</p>
            <p className="soft">{t("onceSent")}</p>
            <ActForm
              action={sendNewsAction}
              hidden={{ coalition: slug, id, revision: String(revision) }}
              submit={t("send")}
              busyText={t("sending")}
              kind="main"
            />
          </>
        ) : (
          <Note>{t("unpublished")}</Note>
        )}
        <More summary={t("removeDraft")}>
          <Remove slug={slug} id={id} label={t("removeDraft")} busy={t("sending")} />
        </More>
      </Section>
    </>
  );
}
