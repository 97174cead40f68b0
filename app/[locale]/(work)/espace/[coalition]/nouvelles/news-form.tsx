import { getTranslations } from "next-intl/server";
import { MessageForm } from "@/components/campaign/message-form";
import { newsLimits } from "@/domain/campaign/news";
import { saveNewsAction } from "./actions";

/** A title and a text; the next page shows them as everybody will read them. */
export async function NewsForm({
  slug,
  draft,
}: {
  slug: string;
  draft?: { id: string; revision: number; title: string; body: string };
}) {
  const t = await getTranslations("news");
  return (
    <MessageForm
      action={saveNewsAction}
      id="news"
      hidden={{ coalition: slug, ...(draft && { id: draft.id, revision: String(draft.revision) }) }}
      fields={[
        {
          name: "title",
          label: t("subject"),
          hint: t("subjectHint"),
          value: draft?.title,
          maxLength: newsLimits.title,
        },
        {
          name: "body",
          label: t("body"),
          hint: t("bodyHint"),
          value: draft?.body,
          rows: 12,
          maxLength: newsLimits.body,
        },
      ]}
      submit={t("save")}
      busyText={t("busy")}
      kind={draft ? "second" : "main"}
    />
  );
}
