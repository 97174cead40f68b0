import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { FollowForm } from "@/components/coalition/follow-form";
import { ButtonLink } from "@/components/ui/button";
import { followAction } from "./rejoindre/actions";

/** At the end of what there is to read: take part, or hear of it. */
export async function JoinBand({ slug, locale }: { slug: string; locale: string }) {
  const [t, tf] = [await getTranslations("coalitionPage"), await getTranslations("follow")];
  const actor = await currentActor();
  const email = actor.kind === "account" ? actor.email : null;
  return (
    <section className="paper join" aria-labelledby="h-join">
      <div>
        <h2 id="h-join">{t("joinUs")}</h2>
        <p>{t("comeText")}</p>
        <ButtonLink kind="second" href={localPath(locale, `/${slug}/rejoindre`)}>
          {t("join")}
        </ButtonLink>
      </div>
      <div>
        <h3 className="text-xl">{t("orFollow")}</h3>
        <FollowForm
          action={followAction}
          coalition={slug}
          asksAddress={email === null}
          kind="second"
          words={{
            email: tf("email"),
            consent: tf("consent"),
            site: tf("site"),
            submit: email === null ? tf("submit") : tf("submitTo", { email }),
            busy: tf("busy"),
          }}
        />
      </div>
    </section>
  );
}
