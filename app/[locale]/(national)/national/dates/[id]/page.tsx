import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { DepartureForm, DepartureList } from "@/app/departure-parts";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { KeyDateForm } from "@/components/campaign/key-date-form";
import { MessageForm } from "@/components/campaign/message-form";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { cancelKeyDateAction, removeKeyDepartureAction, saveKeyDateAction, saveKeyDepartureAction } from "../actions";
import { keyDateTexts } from "../texts";

type Props = { params: Promise<{ id: string }> };

/** The address of the form that makes one. */
const newOne = "nouvelle";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keyDatesKept"))("page"), robots: { index: false } };
}

/** One key date: made, moved, cancelled or restored. */
export default async function KeyDateFormPage({ params }: Props) {
  const { id } = await params;
  const [locale, t] = [await getLocale(), await getTranslations("keyDatesKept")];
  const actor = await currentActor();
  if (actor.kind !== "account" || !actor.national) notFound();
  const read = id === newOne ? null : await services().campaign.keptKeyDate(actor, id);
  if (read && !read.ok) notFound();
  const date = read?.value ?? null;
  const departures = date ? await services().transport.departures(actor, { keyDate: date.id }) : null;
  const td = await getTranslations("departures");
  const departureForm = { action: saveKeyDepartureAction, owner: { keyDate: date?.id ?? "" } };
  const values = {
    id: date?.id ?? "",
    revision: String(date?.revision ?? 0),
    title: date?.title ?? "",
    startsOn: date?.startsOn ?? "",
    endsOn: date?.endsOn ?? "",
    scope: date?.scope ?? "",
  };
  return (
    <div className="stack">
      <p>
        <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, "/national/dates")}>
          {t("page")}
        </ButtonLink>
      </p>
      <h1>{date?.title ?? t("add")}</h1>
      {date?.cancelledAt ? <Note tone="bad">{t("cancelledNote", { reason: date.cancelReason })}</Note> : null}
      {date ? <p className="soft narrow-form">{t("effect")}</p> : null}
      <KeyDateForm action={saveKeyDateAction} values={values} texts={await keyDateTexts()} />
      {departures?.ok ? (
        <Section id="departures" title={td("title")}>
          <p className="soft narrow-form">{td("nationalLead")}</p>
          <DepartureList departures={departures.value.ahead} {...departureForm} remove={removeKeyDepartureAction} />
          <More summary={td("add")}>
            <div className="narrow-form">
              <DepartureForm {...departureForm} />
            </div>
          </More>
        </Section>
      ) : null}
      {date ? (
        <More summary={t(date.cancelledAt ? "restore" : "cancel")}>
          <div className="narrow-form">
            <MessageForm
              action={cancelKeyDateAction}
              id="cancel"
              hidden={{ id: date.id, revision: values.revision }}
              fields={[
                {
                  name: "reason",
                  label: t("reason"),
                  hint: t(date.cancelledAt ? "restoreHint" : "cancelHint"),
                  maxLength: 300,
                },
              ]}
              submit={t(date.cancelledAt ? "restoreNow" : "cancelNow")}
              busyText={t("busy")}
              kind={date.cancelledAt ? "second" : "danger"}
            />
          </div>
        </More>
      ) : null}
    </div>
  );
}
