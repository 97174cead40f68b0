import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { ActForm } from "@/components/signup/holder-forms";
import { Avatar } from "@/components/ui/avatar";
import { ButtonLink } from "@/components/ui/button";
import { joinModes } from "@/domain/coalition/joining";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { answerJoinAction, chooseJoinModeAction } from "./actions";

type Props = { params: Promise<{ coalition: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("join.desk"))("title") };
}

/** How one takes part in the coalition, and who asks to; for its coordinators. */
export default async function JoinDeskPage({ params }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const found = await services().coalition.joinDesk(await currentActor(), slug);
  if (!found.ok) return turnAway(found.refusal.code, `/espace/${slug}/demandes`);
  const { mode, requests } = found.value;
  const [locale, t] = [await getLocale(), await getTranslations("join.desk")];
  return (
    <div className="grid max-w-2xl gap-8">
      <div className="stack">
        <ButtonLink kind="quiet" icon="back" className="flush" href={localPath(locale, `/espace/${slug}/membres`)}>
          {(await getTranslations("members"))("title")}
        </ButtonLink>
        <h1>{t("title")}</h1>
      </div>
      <section className="section" aria-labelledby="h-asked">
        <header>
          <h2 id="h-asked">{t("requests", { count: requests.length })}</h2>
        </header>
        {requests.length === 0 ? <p className="soft">{t("none")}</p> : null}
        <ul className="rows fold">
          {requests.map(({ accountId, name, words, askedAt }, order) => (
            <li key={accountId}>
              <Avatar name={name} order={order} />
              <div>
                <strong>{name}</strong>
                <span className="soft">{spokenDay(askedAt, locale)}</span>
                {words === "" ? null : <p>{words}</p>}
              </div>
              <div className="row">
                {(["yes", "no"] as const).map((answer) => (
                  <ActForm
                    key={answer}
                    action={answerJoinAction}
                    hidden={{ coalition: slug, person: accountId, answer }}
                    submit={t(answer)}
                    busyText={t("busy")}
                    kind={answer === "yes" ? "second" : "quiet"}
                    slim
                  >
                    <span className="sr">{name}</span>
                  </ActForm>
                ))}
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section className="section" aria-labelledby="h-mode">
        <header>
          <h2 id="h-mode">{t("mode")}</h2>
        </header>
        <ActForm
          action={chooseJoinModeAction}
          hidden={{ coalition: slug }}
          submit={t("save")}
          busyText={t("busy")}
          kind="second"
        >
          <fieldset className="grid w-full gap-2">
            <legend className="sr">{t("mode")}</legend>
            {joinModes.map((each) => (
              <label key={each} className="pick">
                <input type="radio" name="mode" value={each} defaultChecked={each === mode} />
                <span>
                  <strong>{t(`modes.${each}`)}</strong>
                  <span className="soft">{t(`modeText.${each}`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        </ActForm>
      </section>
    </div>
  );
}
