import { getTranslations } from "next-intl/server";
import { ActForm } from "@/components/signup/holder-forms";
import { ButtonLink } from "@/components/ui/button";
import { followPath } from "@/domain/coalition/following";
import type { Follow } from "@/server/coalition/follow";
import { changeFollowAction } from "./[locale]/(public)/suivi/[token]/actions";
import { localPath } from "./i18n/local-path";

/** Of which coalitions somebody hears, and how often; nothing where there is none. */
export async function FollowList({ follows, locale }: { follows: readonly Follow[]; locale: string }) {
  if (follows.length === 0) return null;
  const t = await getTranslations("follow");
  return (
    <section className="stack" aria-labelledby="nouvelles">
      <h2 id="nouvelles">{t("mineTitle")}</h2>
      <ul className="rows plain">
        {follows.map(({ token, slug, name, frequency }) => (
          <li key={token}>
            <div>
              <a href={localPath(locale, `/${slug}`)}>{name}</a>
              <span className="soft">{t(frequency)}</span>
            </div>
            <div className="row">
              <ButtonLink kind="quiet" slim className="flush" href={localPath(locale, followPath(token))}>
                {t("change")}
                <span className="sr">{` : ${name}`}</span>
              </ButtonLink>
              {frequency === "never" ? null : (
                <ActForm
                  action={changeFollowAction}
                  hidden={{ token, frequency: "never" }}
                  submit={t("stopOne")}
                  busyText={t("busy")}
                  slim
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
