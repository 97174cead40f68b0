import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { EntryCard } from "@/components/plan/entry-card";
import { imageSource } from "@/components/plan/plan-props";
import { PlanText } from "@/components/plan/plan-text";
import "./plan.css";

type Props = { params: Promise<{ token: string }> };

const readShared = cache(async (token: string) => services().plan.shared(token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const shared = await readShared((await params).token);
  const [ui, t] = [await getTranslations("ui"), await getTranslations("plan")];
  const title = shared.ok ? shared.value.title : t("title");
  return { title: ui("titleSuffix", { title }), robots: { index: false, follow: false } };
}

/** A plan for who was sent its link: to read, without account, until the link ends. */
export default async function SharedPlanPage({ params }: Props) {
  await connection();
  const { token } = await params;
  const shared = await readShared(token);
  if (!shared.ok) return notFound();
  const { title, body, images, coalition, entries, today } = shared.value;
  const t = await getTranslations("plan");
  const href = `/api/partage/${token}`;
  const shown = new Map(images.map((image) => [image.id, image]));
  return (
    <PublicFrame>
      <main id="contenu" className="wrap plan-page shared">
        <header className="plan-head">
          <h1>{title}</h1>
          <p className="soft">{t("share.by", { coalition: coalition.name })}</p>
        </header>
        <PlanText
          body={body}
          imageOf={(id) => {
            const { width, height } = shown.get(id) ?? {};
            return { src: imageSource(href, id), width, height };
          }}
          entryOf={(id) => {
            const entry = entries[id];
            return entry === undefined ? null : <EntryCard entry={entry} today={today} />;
          }}
        />
      </main>
    </PublicFrame>
  );
}
