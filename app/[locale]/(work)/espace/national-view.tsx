import { useLocale, useTranslations } from "next-intl";
import { localPath } from "@/app/i18n/local-path";
import { Button, ButtonLink } from "@/components/ui/button";
import type { CoalitionList } from "@/server/coalition/list-coalitions";
import type { Services } from "@/server/services";

type Own = Awaited<ReturnType<Services["coalition"]["mine"]>>;

/** What a national coordinator does today: find any coalition and open its public page; enter where they have a role. */
export function NationalView({ own, found, search }: { own: Own; found: CoalitionList; search: string }) {
  const t = useTranslations("work");
  const locale = useLocale();
  const roles = new Map(own.map((coalition) => [coalition.id, coalition.role]));
  const page = (to: number) =>
    `${localPath(locale, "/espace")}?${new URLSearchParams({ ...(search && { q: search }), page: String(to) })}`;
  return (
    <main id="contenu" className="work">
      <div className="calm">
        <h1>{t("nationalTitle")}</h1>
        <p>{t("nationalText")}</p>
        <p className="row">
          <ButtonLink kind="main" icon="flag" href={localPath(locale, "/national")}>
            {t("nationalQueue")}
          </ButtonLink>
          <ButtonLink kind="second" icon="calendar" href={localPath(locale, "/national/dates")}>
            {t("nationalDates")}
          </ButtonLink>
        </p>
        <search>
          <form className="field" action={localPath(locale, "/espace")}>
            <label htmlFor="q">{t("nationalSearch")}</label>
            <span className="search">
              <input className="input" id="q" name="q" defaultValue={search} maxLength={80} enterKeyHint="search" />
              <Button kind="second" icon="search">
                <span className="sr">{t("nationalFind")}</span>
              </Button>
            </span>
          </form>
        </search>
        <p className="soft" role="status">
          {t("nationalCount", { count: found.total })}
        </p>
        <ul className="rows">
          {found.coalitions.map(({ id, slug, name, town }) => {
            const role = roles.get(id);
            return (
              <li key={id}>
                <div>
                  <strong>
                    <a href={localPath(locale, `/${slug}`)}>{name}</a>
                  </strong>
                  <span className="soft">{role === undefined ? town : t(`role.${role}`)}</span>
                </div>
                {role !== undefined && (
                  <ButtonLink kind="second" slim href={localPath(locale, `/espace/${slug}`)}>
                    {t("enter")}
                    <span className="sr"> {name}</span>
                  </ButtonLink>
                )}
              </li>
            );
          })}
        </ul>
        <p>
          <ButtonLink kind="quiet" icon="person" href={localPath(locale, "/compte")}>
            {t("me")}
          </ButtonLink>
        </p>
        {found.pages > 1 && (
          <nav className="row between" aria-label={t("nationalPages")}>
            {found.page > 1 ? (
              <ButtonLink icon="back" href={page(found.page - 1)} rel="prev">
                {t("previous")}
              </ButtonLink>
            ) : (
              <span />
            )}
            {found.page < found.pages && (
              <ButtonLink href={page(found.page + 1)} rel="next">
                {t("next")}
              </ButtonLink>
            )}
          </nav>
        )}
      </div>
    </main>
  );
}
