import { getTranslations } from "next-intl/server";
import { ActForm } from "@/components/signup/holder-forms";
import { More } from "@/components/ui/more";
import { Section } from "@/components/ui/section";
import { archiveAction } from "./actions";

/** Putting the coalition away: what it changes, what stands against it, and the button. */
export async function ArchivePart({ slug, ahead }: { slug: string; ahead: readonly string[] }) {
  const t = await getTranslations("archive");
  return (
    <Section id="archiver" title={t("title")}>
      <p className="soft">{t("lead")}</p>
      {ahead.length > 0 ? (
        <>
          <p>{t("ahead")}</p>
          <ul className="rows">
            {ahead.map((title) => (
              <li key={title}>
                <strong>{title}</strong>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <More summary={t("title")}>
          <ActForm
            action={archiveAction}
            hidden={{ coalition: slug }}
            submit={t("yes")}
            busyText={t("busy")}
            kind="danger"
            slim
          >
            <p>{t("effect")}</p>
          </ActForm>
        </More>
      )}
    </Section>
  );
}
