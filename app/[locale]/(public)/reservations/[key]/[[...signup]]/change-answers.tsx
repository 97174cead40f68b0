import { getTranslations } from "next-intl/server";
import { drawnQuestions } from "@/app/entry-words";
import { SignUpForm } from "@/components/calendar/sign-up-form";
import { ButtonLink } from "@/components/ui/button";
import { fieldOfQuestion } from "@/domain/calendar/registration";
import { changeAnswers } from "./actions";
import { type EntryHolder, hiddenKey, holderHref } from "./holder-view";

/** The questions of the event once more, with what was answered. */
export async function ChangeAnswers(view: EntryHolder) {
  const t = await getTranslations("registration");
  const { entry, signup, locale } = view;
  if (!entry.registration) return null;
  const change = await getTranslations("booking.change");
  const answers = Object.fromEntries(
    Object.entries(signup.answers).map(([id, answer]) => [id === "days" ? id : fieldOfQuestion({ id }), answer]),
  );
  return (
    <>
      <div className="top-line">
        <h1>{t("holder.change")}</h1>
        <p className="lead soft">{entry.title}</p>
      </div>
      <SignUpForm
        action={changeAnswers}
        hidden={{ ...hiddenKey(view), answers: "on" }}
        asks={null}
        questions={await drawnQuestions(entry.registration, locale)}
        answers={answers}
        texts={{
          title: t("holder.answers"),
          lead: null,
          firstName: "",
          email: "",
          emailHint: "",
          folded: t("folded"),
          submit: change("save"),
          busy: (await getTranslations("booking"))("busy"),
          as: null,
          consent: null,
          after: null,
        }}
      />
      <p>
        <ButtonLink kind="quiet" className="flush" href={holderHref(view)}>
          {change("back")}
        </ButtonLink>
      </p>
    </>
  );
}
