import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { agendaProps } from "@/app/agenda-views";
import { services } from "@/app/services";
import { readAgenda, turnAway } from "@/app/workspace";
import { TasksLoader } from "@/components/calendar/tasks-loader";
import { cancelEntryAction } from "../agenda/actions";
import { giveTaskBackAction, takeTaskAction } from "./actions";

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
  const [opened, takers] = [await readAgenda(slug), await services().signup.taskTakers(await currentActor(), slug)];
  if (!opened.ok) return turnAway(opened.refusal.code, path);
  if (!takers.ok) return turnAway(takers.refusal.code, path);
  return (
    <TasksLoader
      {...agendaProps(opened.value, await getLocale(), await getTranslations("agenda"), path)}
      cancel={cancelEntryAction}
      coalition={slug}
      takers={takers.value}
      take={takeTaskAction}
      giveBack={giveTaskBackAction}
    />
  );
}
