import { getTranslations } from "next-intl/server";
import { ActForm, CodeForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { confirmByCode, confirmByLink, resendCode } from "./actions";
import { BackToTrip, type HolderView, hiddenKey, holderHref, MineTicket, MySeats, untilWords } from "./holder-view";

/** The seat is held: until when, and the code to type. */
export async function HeldView(view: HolderView) {
  const t = await getTranslations("booking");
  const { signup, locale } = view;
  const holds = signup.state === "pending" && signup.holdsSeats;
  const title = holds ? "title" : "titleWait";
  const confirm = holds ? t("held.confirm", { n: signup.party }) : t("held.confirmWait");
  const nb = (words: React.ReactNode) => <span className="nb">{words}</span>;
  return (
    <>
      <div className="top-line">
        <BackToTrip {...view} />
        {signup.until ? (
          <h1>
            {t.rich(`held.${title}`, { n: signup.party, time: await untilWords(signup.until, locale), until: nb })}
          </h1>
        ) : (
          <h1>{t("held.titleConfirm")}</h1>
        )}
        <p className="lead soft">{holds ? t("held.lead", { n: signup.party }) : t("held.leadWait")}</p>
      </div>
      <div className="cols">
        <div className="paper ask">
          {signup.may.confirm ? (
            <ActForm
              action={confirmByLink}
              hidden={hiddenKey(view)}
              kind="main"
              submit={confirm}
              busyText={t("busy")}
            />
          ) : (
            <CodeForm
              action={confirmByCode}
              hidden={hiddenKey(view)}
              hint={t.rich("held.sentTo", { email: () => <strong>{signup.email}</strong> })}
              texts={{
                code: t("held.code"),
                submit: confirm,
                busy: t("busy"),
              }}
            />
          )}
          {signup.may.typeCode ? (
            <More summary={t("held.nothing")}>
              <p>{t("held.nothingText")}</p>
              <ActForm
                action={resendCode}
                hidden={hiddenKey(view)}
                submit={t("held.again")}
                busyText={t("busy")}
                slim
              />
            </More>
          ) : null}
        </div>
        <MineTicket {...view}>
          {holds ? <MySeats {...view} words={t("held.yellow", { n: signup.party })} /> : null}
          {signup.may.cancel ? (
            <p className="go">
              <ButtonLink kind="quiet" className="flush" href={holderHref(view, "desister")}>
                {t("confirmed.leave")}
              </ButtonLink>
            </p>
          ) : null}
        </MineTicket>
      </div>
    </>
  );
}
