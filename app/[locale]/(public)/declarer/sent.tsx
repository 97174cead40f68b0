import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import { Procession } from "@/components/ui/procession";
import { spokenDay } from "@/domain/kernel/spoken-date";
import type { ShownSent } from "@/server/coalition/declare";
import { eraseDeclaration, resendConfirmations } from "./actions";

/** It is sent: what happens next, and whom it waits for. */
export function Sent({ shown, told }: { shown: ShownSent; told: ReactNode }) {
  const [t, tu] = [useTranslations("declare"), useTranslations("ui")];
  const locale = useLocale();
  const day = shown.expiresAt ? spokenDay(shown.expiresAt, locale) : "";
  const stage = shown.published ? "published" : shown.received ? "received" : "waiting";
  return (
    <main id="contenu">
      <div className="wrap page screen-declare">
        <header className="top-line">
          <span className="mark">
            <Icon name="check" />
          </span>
          <h1>{t(`sent.${stage}`, { left: 2 - shown.confirmed })}</h1>
          <p className="lead soft">{t(`sent.${stage}Lead`)}</p>
        </header>
        {told}
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
                  {shown.received ? t("sent.confirmDone") : t("sent.confirmText", { day, confirmed: shown.confirmed })}
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
        <More summary={t(shown.received ? "sent.another" : "erase")}>
          <p className="soft">{t(shown.received ? "sent.anotherText" : "eraseSentText")}</p>
          <form action={eraseDeclaration}>
            <Button kind={shown.received ? "second" : "danger"} slim>
              {t(shown.received ? "sent.anotherNow" : "eraseNow")}
            </Button>
          </form>
        </More>
      </div>
      <Procession words={tu("banner")} />
    </main>
  );
}
