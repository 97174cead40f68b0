import { getTranslations } from "next-intl/server";
import { RegistrationForm } from "@/components/calendar/registration-form";
import { More } from "@/components/ui/more";
import { type Question, weekendTemplate } from "@/domain/calendar/registration";
import { parisDay } from "@/domain/kernel/spoken-date";
import type { EntryView } from "@/server/calendar/entry-signup-view";
import { setRegistrationAction } from "./actions";

const monthMs = 30 * 24 * 3_600_000;

/** How people register for this event: the form that its organisers set. */
export async function RegistrationPart({ entry }: { entry: EntryView }) {
  const t = await getTranslations("registration.settings");
  const { time, registration } = entry;
  if (!time) return null;
  const first = time.startsLocal.slice(0, 10);
  const last = (time.endsLocal ?? time.startsLocal).slice(0, 10);
  // What lasts more than a day starts from the template of a weekend; the rest asks for nothing but who comes.
  const template = last > first ? weekendTemplate([t("lunch"), t("dinner"), t("lunchAfter")]) : [];
  const asksDays = registration ? registration.days.length > 0 : last > first;
  const values: Record<string, string> = {
    capacity: String(registration ? entry.places.total : ""),
    closesOn: registration && entry.deadline ? parisDay(entry.deadline) : first,
    purgeOn: registration?.purgeOn ?? parisDay(new Date(time.endsAt.getTime() + monthMs)),
    ...(asksDays ? { days: "on" } : {}),
    ...Object.assign({}, ...(registration?.questions ?? template).map(asFields)),
  };
  return (
    <More summary={t(registration ? "change" : "make")}>
      <p className="soft">
        {t("lead")}
        {entry.series ? ` ${t("leadSeries")}` : ""}
      </p>
      <RegistrationForm
        action={setRegistrationAction}
        hidden={{ entryId: entry.id }}
        values={values}
        asksDays={last > first && !entry.series}
        once={!entry.series}
        texts={{
          capacity: t("capacity"),
          closesOn: t("closesOn"),
          purgeOn: t("purgeOn"),
          purgeHint: t("purgeHint"),
          days: t("days"),
          questions: t("questions"),
          mealsHint: t("mealsHint"),
          own: t("own"),
          ownLabel: t("ownLabel"),
          ownKind: t("ownKind"),
          ownOptions: t("ownOptions"),
          submit: t("submit"),
          busy: (await getTranslations("booking"))("busy"),
          "ready-language": t("language"),
          "ready-meals": t("meals"),
          "ready-lodging": t("lodging"),
          "ready-childcare": t("childcare"),
          "ready-access": t("access"),
          "kind-choice": t("choice"),
          "kind-choices": t("choices"),
          "kind-text": t("text"),
        }}
      />
    </More>
  );
}

/** A question as the fields of the form hold it. */
function asFields(question: Question): Record<string, string> {
  const options = question.options.join("\n");
  if (question.kind === "ready")
    return { [`ready-${question.id}`]: "on", ...(question.id === "meals" ? { meals: options } : {}) };
  const { id, label, kind } = question;
  return { [`${id}-label`]: label, [`${id}-kind`]: kind, [`${id}-options`]: options };
}
