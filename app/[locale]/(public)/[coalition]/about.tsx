import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MaterialList, type ShownMaterial } from "@/components/coalition/material-list";
import { PlanText } from "@/components/plan/plan-text";
import { Section } from "@/components/ui/section";
import { readPresentation } from "@/domain/plan/presentation";

type Props = {
  coalition: { forecast: string; organisations: string[] };
  /** Markdown, as a coordinator typed it. */
  presentation: string;
  materials: readonly ShownMaterial[];
  /** What comes next, beside the two; null where nothing does. */
  dates: ReactNode;
};

/** Who we are, and what there is to take away. */
export async function About({ coalition, presentation, materials, dates }: Props) {
  const [t, tm] = [await getTranslations("coalitionPage"), await getTranslations("materials")];
  const hasText = presentation !== "" || Boolean(coalition.forecast) || coalition.organisations.length > 0;
  const who = hasText ? (
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
  ) : null;
  const files =
    materials.length > 0 ? (
      <Section id="materiel" title={tm("title")} fill>
        <MaterialList
          materials={materials}
          texts={{ untitled: tm("untitled"), download: tm("download"), preview: tm("preview") }}
        />
      </Section>
    ) : null;
  if (!dates)
    return who || files ? (
      <div className="two">
        {who}
        {files}
      </div>
    ) : null;
  return (
    <div className="two">
      {dates}
      {who || files ? (
        <div className="pile">
          {who}
          {files}
        </div>
      ) : null}
    </div>
  );
}
