import { getTranslations } from "next-intl/server";
import { drawnQuestions } from "@/app/entry-words";
import { localPath } from "@/app/i18n/local-path";
import { SignUpForm } from "@/components/calendar/sign-up-form";
import { ButtonLink } from "@/components/ui/button";
import type { Actor } from "@/domain/kernel/actor";
import { newId } from "@/domain/kernel/ids";
import type { EntryView } from "@/server/calendar/entry-signup-view";
import { signUp } from "./actions";

type Props = { entry: EntryView; actor: Actor; mine: string | null; locale: string };

/** The form, or why there is none. */
export async function EntryPanel({ entry, actor, mine, locale }: Props) {
  const t = await getTranslations("registration");
  const titled = entry.kind === "event" ? t("register") : t("help");
  if (mine) {
    return (
      <section className="paper form" aria-labelledby="inscription">
        <h2 id="inscription">{titled}</h2>
        <p>{t("already")}</p>
        <ButtonLink kind="main" href={localPath(locale, mine)}>
          {t("seeMine")}
        </ButtonLink>
      </section>
    );
  }
  if (entry.status !== "open") {
    const text = {
      cancelled: t("cancelledText", { reason: entry.cancelReason ?? "" }),
      deadline: t("deadlineText"),
      closed: t("closedText"),
    }[entry.status];
    return (
      <section className="paper form" aria-labelledby="inscription">
        <h2 id="inscription">{t(entry.status === "cancelled" ? "cancelledTitle" : "closedTitle")}</h2>
        <p>{text}</p>
        <ButtonLink kind="main" href={localPath(locale, `/${entry.coalition.slug}`)}>
          {t("seeCoalition")}
        </ButtonLink>
      </section>
    );
  }
  const full = entry.places.free === 0;
  const person = actor.kind === "account" ? actor : null;
  const form = await getTranslations("tripPage.form");
  return (
    <SignUpForm
      action={signUp}
      hidden={{ entryId: entry.id, occurrence: entry.occurrence ?? "", requestId: newId() }}
      asks={person ? (person.name === "" ? "name" : null) : "visitor"}
      questions={entry.registration ? await drawnQuestions(entry.registration, locale) : []}
      texts={{
        title: full ? form("titleWait") : titled,
        lead: full ? t("fullLead", { n: entry.waiting }) : null,
        firstName: form("firstName"),
        email: form("email"),
        emailHint: t("emailHint"),
        folded: t("folded"),
        submit: full ? form("submitWait") : titled,
        busy: form("busy"),
        as: person ? form("asName", { name: person.name || person.email, email: person.email }) : null,
        consent: t.rich(entry.registration ? "consent" : "consentHelp", {
          link: (words) => <a href={localPath(locale, "/confidentialite")}>{words}</a>,
        }),
        after: person ? null : t("after"),
      }}
    />
  );
}
