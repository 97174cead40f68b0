import { getTranslations } from "next-intl/server";
import { OfferForm } from "@/components/signup/holder-forms";
import { answerOffer } from "./actions";
import { type HolderView, hiddenKey, MineTicket, untilWords } from "./holder-view";

/** A seat came free: yes or no, until when, and what happens without an answer. */
export async function OfferedView(view: HolderView) {
  const t = await getTranslations("booking");
  const { signup, locale } = view;
  const n = signup.party;
  const time = signup.until ? await untilWords(signup.until, locale) : "";
  return (
    <>
      <div className="top-line">
        <p className="kick">{t("offered.kick")}</p>
        <h1>{t("offered.title", { n })}</h1>
        <p className="lead">{t.rich("offered.lead", { n, time, until: (words) => <strong>{words}</strong> })}</p>
      </div>
      <MineTicket {...view}>
        <OfferForm
          action={answerOffer}
          hidden={hiddenKey(view)}
          texts={{ take: t("offered.take", { n }), leave: t("offered.leave", { n }), busy: t("busy") }}
        />
        <p className="small soft">{t("offered.silence", { n, time })}</p>
      </MineTicket>
    </>
  );
}
