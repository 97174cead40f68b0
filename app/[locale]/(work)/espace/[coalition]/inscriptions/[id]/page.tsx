import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { currentActor } from "@/app/actor";
import { timeWords } from "@/app/entry-words";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { turnAway } from "@/app/workspace";
import { FieldForm } from "@/components/signup/field-form";
import { ActForm } from "@/components/signup/holder-forms";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Figures } from "@/components/ui/figures";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { newId } from "@/domain/kernel/ids";
import { addHelperAction, callOffAction, giveEntryAction, takeEntryBackAction } from "./actions";
import { RegistrationPart } from "./registration-part";
import { RollRows } from "./roll-rows";

type Props = {
  params: Promise<{ coalition: string; id: string }>;
  searchParams: Promise<{ le?: unknown; attente?: unknown; terminees?: unknown }>;
};

const read = cache(async (slug: string, entryId: string, occurrence: unknown, queue: unknown, ended: unknown) => {
  const actor = await currentActor();
  if (actor.kind !== "account") return turnAway("sign_in_first", `/espace/${slug}/inscriptions/${entryId}`);
  const found = await services().signup.entryRoll(actor, slug, { entryId, occurrence: occurrence ?? "", queue, ended });
  return found.ok ? found.value : notFound();
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  await connection();
  const { coalition, id } = await params;
  const { le, attente, terminees } = await searchParams;
  return { title: (await read(coalition, id, le, attente, terminees)).entry.title };
}

/** Who comes, who waits, what they answered; and what those who run it may do. */
export default async function RollPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug, id } = await params;
  const { le, attente, terminees } = await searchParams;
  const roll = await read(slug, id, le, attente, terminees);
  const { entry, figures } = roll;
  const [locale, t] = await Promise.all([getLocale(), getTranslations("registration.roll")]);
  const busyText = (await getTranslations("booking"))("busy");
  const key = { entryId: entry.id, occurrence: entry.occurrence ?? "" };
  const query = entry.occurrence ? `?le=${entry.occurrence}` : "";
  const here = localPath(locale, `/espace/${slug}/inscriptions/${id}`);
  const page = (name: string, to: number) =>
    `${here}?${new URLSearchParams({ ...(query && { le: key.occurrence }), [name]: String(to) })}`;
  // Somebody may have signed up before the entry became a series.
  const choose = roll.times.length > 0 && entry.occurrence === null && le !== "";
  const cancelled = entry.status === "cancelled";
  return (
    <div className="roll-page">
      <div className="work-head">
        <p>
          <ButtonLink
            kind="quiet"
            icon="back"
            className="backlink"
            href={localPath(locale, `/espace/${slug}/inscriptions`)}
          >
            {(await getTranslations("registration.list"))("title")}
          </ButtonLink>
        </p>
        <h1>{entry.title}</h1>
        {entry.time && !choose ? (
          <p className="soft">{[timeWords(entry.time, locale), entry.time.place].filter(Boolean).join(", ")}</p>
        ) : null}
      </div>
      {cancelled ? <Note tone="bad">{t("cancelled", { reason: entry.cancelReason ?? "" })}</Note> : null}
      {choose ? (
        <Section id="dates" title={t("times")}>
          <ul className="rows plain">
            {roll.times.map((time) => (
              <li key={time.occurrence ?? ""}>
                <a href={`${here}?le=${time.occurrence ?? ""}`}>{timeWords(time, locale)}</a>
                {time.cancelled ? <Badge tone="off">{t("calledOff")}</Badge> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : (
        <>
          <Figures
            figures={[
              { value: figures.confirmed, label: t("confirmed", { n: figures.confirmed }) },
              { value: entry.places.free, label: t("free", { n: entry.places.free }) },
              { value: figures.waiting, label: t("waiting"), hot: figures.waiting > 0 },
            ]}
          />
          {figures.tooMany > 0 ? <Note>{t("tooMany", { n: figures.tooMany })}</Note> : null}
          <div className="cols">
            <div>
              <RollRows
                id="personnes"
                title={t("people")}
                empty={t("empty")}
                people={roll.people}
                entry={entry}
                locale={locale}
              />
              <RollRows
                id="attente"
                title={t("queue", { n: roll.queue.total })}
                people={roll.queue.people}
                entry={entry}
                locale={locale}
                before={roll.queue.page > 1 ? page("attente", roll.queue.page - 1) : null}
                after={roll.queue.more ? page("attente", roll.queue.page + 1) : null}
              />
              <RollRows
                id="terminees"
                title={t("ended", { n: roll.ended.total })}
                people={roll.ended.people}
                entry={entry}
                locale={locale}
                before={roll.ended.page > 1 ? page("terminees", roll.ended.page - 1) : null}
                after={roll.ended.more ? page("terminees", roll.ended.page + 1) : null}
              />
            </div>
            <aside>
              <Section id="lien" title={t("share")}>
                <Field
                  id="adresse"
                  label={t("address")}
                  readOnly
                  value={new URL(localPath(locale, `/${slug}/inscription/${id}${query}`), await siteOrigin()).href}
                />
                <p>
                  <ButtonLink
                    kind="second"
                    icon="download"
                    href={`/api/inscriptions/${slug}/${id}?${new URLSearchParams({ le: key.occurrence, langue: locale })}`}
                  >
                    {t("export")}
                  </ButtonLink>
                </p>
              </Section>
              {entry.status === "open" && entry.registration === null ? (
                <More summary={t("add")}>
                  <FieldForm
                    action={addHelperAction}
                    hidden={{ ...key, requestId: newId() }}
                    id="add"
                    fields={[
                      { name: "firstName", label: t("firstName"), required: true },
                      { name: "phone", label: t("phone"), type: "tel" },
                    ]}
                    submit={t("addSubmit")}
                    busyText={busyText}
                  />
                </More>
              ) : null}
              {(entry.occurrence === null || entry.series) && !cancelled ? <RegistrationPart entry={entry} /> : null}
              {roll.mayGive ? (
                <More summary={t("give")}>
                  <p className="soft">{t("giveText")}</p>
                  {roll.organisers.map((person) => (
                    <ActForm
                      key={person.accountId}
                      action={takeEntryBackAction}
                      hidden={{ ...key, accountId: person.accountId }}
                      submit={t("takeBack", { name: person.name || person.email })}
                      busyText={busyText}
                      kind="quiet"
                      slim
                    />
                  ))}
                  <FieldForm
                    action={giveEntryAction}
                    hidden={key}
                    id="give"
                    fields={[{ name: "email", label: t("giveEmail"), type: "email", required: true }]}
                    submit={t("giveSubmit")}
                    busyText={busyText}
                  />
                </More>
              ) : null}
              {entry.occurrence !== null && entry.time?.cancelled && entry.time.reason === null ? (
                <FieldForm
                  action={callOffAction}
                  hidden={key}
                  id="called-off"
                  fields={[{ name: "reason", label: t("reason"), required: true }]}
                  submit={t("tell")}
                  busyText={busyText}
                  kind="danger"
                >
                  <p>{t("tellText", { n: figures.confirmed + figures.held + roll.queue.total })}</p>
                </FieldForm>
              ) : null}
              {!cancelled && (entry.occurrence === null || entry.time?.cancelled === false) ? (
                <More summary={t("cancel")}>
                  <FieldForm
                    action={callOffAction}
                    hidden={key}
                    id="cancel"
                    fields={[{ name: "reason", label: t("reason"), required: true }]}
                    submit={t("cancelSubmit")}
                    busyText={busyText}
                    kind="danger"
                  >
                    <p>{t("cancelText", { n: figures.confirmed + figures.held + roll.queue.total })}</p>
                  </FieldForm>
                </More>
              ) : null}
            </aside>
          </div>
        </>
      )}
    </div>
  );
}
