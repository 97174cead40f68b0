import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { agendaProps } from "@/app/agenda-views";
import { readAgenda, turnAway } from "@/app/workspace";
import { TasksLoader } from "@/components/calendar/tasks-loader";
import { cancelEntryAction } from "../agenda/actions";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const opened = await readAgenda((await params).coalition);
  const t = await getTranslations("tasks");
  return { title: opened.ok ? `${t("title")}, ${opened.value.coalition.town}` : t("title") };
}

/** The tasks of a coalition, whatever plan or page they were written in. */
export default async function TasksPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const path = `/espace/${slug}/taches`;
  const opened = await readAgenda(slug);
  if (!opened.ok) return turnAway(opened.refusal.code, path);
  return (
    <TasksLoader
      {...agendaProps(opened.value, await getLocale(), await getTranslations("agenda"), path)}
      cancel={cancelEntryAction}
      takers={{}}
      take={null}
      giveBack={null}
    />
  );
}
