import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { localPath } from "@/app/i18n/local-path";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Procession } from "@/components/ui/procession";
import { spokenDay } from "@/domain/kernel/spoken-date";
import type { ShownSent } from "@/server/coalition/declare";
import { eraseDeclaration, resendConfirmations } from "./actions";

/** It is sent: what happens next and whom it waits for, or what was decided. */
export function Sent({ shown, told }: { shown: ShownSent; told: ReactNode }) {
  const [t, tu] = [useTranslations("declare"), useTranslations("ui")];
  const locale = useLocale();
  const { stage, words, slug } = shown;
  const day = shown.expiresAt ? spokenDay(shown.expiresAt, locale) : "";
  const waits = stage === "waiting";
  return (
    <main id="contenu">
      <div className="wrap page screen-declare">
        <header className="top-line">
          {stage === "refused" ? null : (
            <span className="mark">
              <Icon name="check" />
            </span>
          )}
          <h1>{t(`sent.${stage}`, { left: 2 - shown.confirmed })}</h1>
          <p className="lead soft">{t(`sent.${stage}Lead`, { day })}</p>
        </header>
        {told}
        {words ? (
          <Note icon="mail">
            <p className="whitespace-pre-line">{words}</p>
          </Note>
        ) : null}
        {slug ? (
          <p>
            <ButtonLink kind="main" href={localPath(locale, `/${slug}`)}>
              {t(stage === "merged" ? "sent.seeOther" : "sent.see")}
            </ButtonLink>
          </p>
        ) : null}
        {waits || stage === "received" ? <Next shown={shown} day={day} /> : null}
        <More summary={t(waits ? "erase" : "sent.another")}>
          {waits ? <p className="soft">{t("eraseSentText")}</p> : null}
          {stage === "received" ? <p className="soft">{t("sent.anotherText")}</p> : null}
          <form action={eraseDeclaration}>
            <Button kind={waits ? "danger" : "second"} slim>
              {t(waits ? "eraseNow" : "sent.anotherNow")}
            </Button>
          </form>
        </More>
      </div>
      {stage === "refused" ? null : <Procession words={tu("banner")} />}
    </main>
  );
}

function Next({ shown, day }: { shown: ShownSent; day: string }) {
  const t = useTranslations("declare");
  return (
    <section className="section" aria-labelledby="after">
      <header>
        <h2 id="after">{t("sent.next")}</h2>
      </header>
      <ol className="after">
        <li>
          <span className="num">1</span>
          <div>
            <h3>{t("sent.confirm")}</h3>
            <p className="soft">
              {shown.stage === "received"
                ? t("sent.confirmDone")
                : t("sent.confirmText", { day, confirmed: shown.confirmed })}
            </p>
            {shown.maySendAgain ? (
              <form className="act" action={resendConfirmations}>
                <Button kind="second" slim>
                  {t("sent.again")}
                </Button>
              </form>
            ) : null}
          </div>
        </li>
        <li>
          <span className="num">2</span>
          <div>
            <h3>{t("sent.review")}</h3>
            <p className="soft">{t("sent.reviewText")}</p>
          </div>
        </li>
        <li>
          <span className="num">3</span>
          <div>
            <h3>{t("sent.open")}</h3>
            <p className="soft">{t("sent.openText")}</p>
          </div>
        </li>
      </ol>
    </section>
  );
}
