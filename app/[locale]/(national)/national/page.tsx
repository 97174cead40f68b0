import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { services } from "@/app/services";
import { QueuePage } from "./queue-page";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("moderation"))("title"), robots: { index: false } };
}

/** What waits to be read; on a desk the first file stands beside the list. */
export default async function ModerationPage({ searchParams }: Props) {
  const asked = await searchParams;
  const actor = await currentActor();
  const { moderation } = services();
  const queue = await moderation.queue(actor, asked);
  if (!queue.ok) notFound();
  const [first] = queue.value.rows;
  const file = first ? await moderation.file(actor, first.id) : null;
  return <QueuePage queue={queue.value} file={file?.ok ? file.value : null} atFile={false} told={asked.fait} />;
}
