import { getTranslations } from "next-intl/server";
import { MaterialList, type ShownMaterial } from "@/components/coalition/material-list";
import { PlanText } from "@/components/plan/plan-text";
import { Section } from "@/components/ui/section";
import { readPresentation } from "@/domain/plan/presentation";

type Props = {
  coalition: { forecast: string; organisations: string[] };
  /** Markdown, as a coordinator typed it. */
  presentation: string;
  materials: readonly ShownMaterial[];
};

/** Who we are, and what there is to take away. */
export async function About({ coalition, presentation, materials }: Props) {
  const [t, tm] = [await getTranslations("coalitionPage"), await getTranslations("materials")];
  const hasText = presentation !== "" || Boolean(coalition.forecast) || coalition.organisations.length > 0;
  if (!hasText && materials.length === 0) return null;
  return (
    <div className="two">
      {hasText ? (
        <Section id="nous" title={t("who")}>
          {presentation === "" ? null : (
            <PlanText body={readPresentation(presentation)} imageOf={() => ({ src: "" })} entryOf={() => null} />
          )}
          {coalition.forecast ? <p>{t("programme", { forecast: coalition.forecast })}</p> : null}
          {coalition.organisations.length > 0 ? (
            <ul className="row" aria-label={t("members")}>
              {coalition.organisations.map((name) => (
                <li className="badge" key={name}>
                  {name}
                </li>
              ))}
            </ul>
          ) : null}
        </Section>
      ) : null}
      {materials.length > 0 ? (
        <Section id="materiel" title={tm("title")} fill>
          <MaterialList
            materials={materials}
            texts={{ untitled: tm("untitled"), download: tm("download"), preview: tm("preview") }}
          />
        </Section>
      ) : null}
    </div>
  );
}
