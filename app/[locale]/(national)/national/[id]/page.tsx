import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { services } from "@/app/services";
import { QueuePage } from "../queue-page";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("moderation"))("title"), robots: { index: false } };
}

/** One declaration, with the list beside it on a desk. */
export default async function DeclarationFilePage({ params, searchParams }: Props) {
  const { id } = await params;
  const actor = await currentActor();
  const { moderation } = services();
  const file = await moderation.file(actor, id);
  const queue = file.ok ? await moderation.queue(actor, { ...(await searchParams), etat: file.value.state }) : null;
  if (!file.ok || !queue?.ok) notFound();
  return <QueuePage queue={queue.value} file={file.value} atFile told={undefined} />;
}
