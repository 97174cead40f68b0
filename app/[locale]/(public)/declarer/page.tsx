import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { cookieHeader } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { PublicFrame } from "@/app/page-frame";
import { pageMetadata } from "@/app/page-metadata";
import { services } from "@/app/services";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { steps, type Where } from "@/domain/coalition/declaration";
import type { ShownDraft } from "@/server/coalition/declare";
import { AboutStep } from "./about-step";
import { eraseDeclaration } from "./actions";
import { PeopleStep } from "./people-step";
import { ReviewStep } from "./review-step";
import { Sent } from "./sent";
import { WhereStep } from "./where-step";
import "./declare.css";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const askedSchema = z.object({
  etape: z.coerce
    .number()
    .pipe(z.literal([...steps]))
    .optional()
    .catch(undefined),
  /** What does not hold is shown at its fields. */
  revoir: z.literal("1").optional().catch(undefined),
  dit: z.enum(["efface", "renvoye", "too_many", "declaration_sent", "link_void"]).optional().catch(undefined),
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations("declare");
  return pageMetadata({ title: t("title"), description: t("about"), path: "/declarer", locale, picture: [] });
}

/** Four steps, kept on the server at each press; everything works without JavaScript. */
export default async function DeclarePage({ searchParams }: Props) {
  await connection();
  const asked = askedSchema.parse(await searchParams);
  const [locale, t, tr, shown] = [
    await getLocale(),
    await getTranslations("declare"),
    await getTranslations("refusal"),
    await services().declaration.read(await cookieHeader()),
  ];
  const told = asked.dit ? (
    <Note
      tone={asked.dit === "efface" || asked.dit === "renvoye" ? "ok" : "bad"}
      role={asked.dit === "too_many" ? "alert" : "status"}
    >
      {asked.dit === "efface" || asked.dit === "renvoye" ? t(`told.${asked.dit}`) : tr(asked.dit)}
    </Note>
  ) : null;
  if (shown.state === "sent")
    return (
      <PublicFrame>
        <Sent shown={shown} told={told} />
      </PublicFrame>
    );
  const holds = [shown.where.ok, shown.about.ok, shown.people.ok, false];
  const first = holds.indexOf(false) + 1;
  const open = Math.min(asked.etape ?? first, first);
  const wrong = asked.revoir !== undefined;
  const lines = await summaries(shown);
  return (
    <PublicFrame>
      <main id="contenu" className="wrap page screen-declare">
        <header className="top-line">
          <h1>{t("title")}</h1>
          {shown.expiresAt ? null : <p className="lead soft">{t("lead")}</p>}
          <div className="row between">
            <p className="steps">
              <strong>{t("stepOf", { step: open })}</strong>
              <span aria-hidden="true">
                {steps.map((step) => (
                  <i key={step} className={step < open ? "done" : step === open ? "now" : undefined} />
                ))}
              </span>
            </p>
            {shown.expiresAt ? (
              <span className="save" role="status">
                <Icon name="check" />
                {t("kept")}
              </span>
            ) : null}
          </div>
        </header>
        {told}
        {shown.question ? (
          <Note icon="mail">
            <p className="whitespace-pre-line">{t("question", { question: shown.question })}</p>
          </Note>
        ) : null}
        {shown.declined ? <Note icon="people">{t("declined")}</Note> : null}
        <div className="list">
          {steps.map((step) => {
            const done = step !== open && holds[step - 1];
            const name = t(`step.${step}`);
            return (
              <section
                key={step}
                className={`section step ${step === open ? "is-open" : done ? "is-done" : "is-later"}`}
                aria-labelledby={`step-${step}`}
              >
                <header>
                  <h2 id={`step-${step}`}>
                    <span className="no">{done ? <Icon name="check" /> : step}</span>
                    {name}
                  </h2>
                  {done ? (
                    <ButtonLink kind="quiet" slim href={localPath(locale, `/declarer?etape=${step}`)}>
                      {t("change")}
                      <span className="sr">{t("changeOf", { name })}</span>
                    </ButtonLink>
                  ) : null}
                </header>
                {done ? <p className="soft">{lines[step - 1]}</p> : null}
                {step === open ? <OpenStep step={step} shown={shown} wrong={wrong} /> : null}
              </section>
            );
          })}
        </div>
        {shown.expiresAt ? (
          <More summary={t("erase")}>
            <p className="soft">{t("eraseText")}</p>
            <form action={eraseDeclaration}>
              <Button kind="danger" slim>
                {t("eraseNow")}
              </Button>
            </form>
          </More>
        ) : null}
      </main>
    </PublicFrame>
  );
}

function OpenStep({ step, shown, wrong }: { step: number; shown: ShownDraft; wrong: boolean }) {
  if (step === 1) return <WhereStep shown={shown} wrong={wrong} />;
  if (step === 2) return <AboutStep shown={shown} wrong={wrong} />;
  if (step === 3) return <PeopleStep shown={shown} wrong={wrong} />;
  return <ReviewStep shown={shown} wrong={wrong} />;
}

const placeLine = ({ scope, name, town, departement }: Where) => {
  if (scope === "region") return name;
  return name === town ? `${town} (${departement})` : `${name}, ${town} (${departement})`;
};

/** What a done step holds, in one line. */
async function summaries({ where, about, people }: ShownDraft): Promise<string[]> {
  const t = await getTranslations("declare");
  return [
    where.ok ? placeLine(where.value) : "",
    about.ok
      ? t("aboutLine", { organisations: about.value.organisations.length, actions: about.value.actions.length })
      : "",
    people.ok ? t("peopleLine", { count: people.value.flatMap(({ shows }) => shows).length }) : "",
    "",
  ];
}
