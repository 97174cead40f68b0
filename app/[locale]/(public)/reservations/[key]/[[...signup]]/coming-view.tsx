import { getTranslations } from "next-intl/server";
import { ActForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { daysBetween, spokenDay, weekday } from "@/domain/kernel/spoken-date";
import { cancelBooking, sayComing } from "./actions";
import { boardsAt, type HolderView, hiddenKey, holderHref, MineTicket } from "./holder-view";

/** Three days before: one tap says « Je viens », another gives the seat back. Opening the page does neither. */
export async function ComingView(view: HolderView) {
  const t = await getTranslations("booking");
  const { signup, locale } = view;
  const at = boardsAt(view) ?? new Date();
  const n = signup.party;
  const day = spokenDay(new Date(), locale);
  return (
    <>
      <div className="top-line">
        <p className="kick">{t("coming.kick", { day: capital(day, locale), days: daysBetween(new Date(), at) })}</p>
        <h1>{t("coming.title", { day: weekday(at, locale) })}</h1>
        <p className="lead soft">{t("coming.lead", { n })}</p>
      </div>
      <MineTicket {...view}>
        <div className="two fill">
          <ActForm
            action={sayComing}
            hidden={hiddenKey(view)}
            kind="main"
            icon="check"
            submit={t("coming.yes")}
            busyText={t("busy")}
          />
          <ActForm
            action={cancelBooking}
            hidden={hiddenKey(view)}
            submit={t("coming.no", { n })}
            busyText={t("busy")}
          />
        </div>
        <p className="small soft">{t("coming.silence", { n })}</p>
      </MineTicket>
      <p>
        <ButtonLink kind="quiet" className="flush" href={holderHref(view, "voir")}>
          {(await getTranslations("tripPage"))("form.alreadyLink")}
        </ButtonLink>
      </p>
    </>
  );
}

function capital(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
