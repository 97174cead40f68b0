import { getTranslations } from "next-intl/server";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";

export type Filter = { name: "places" | "bientot"; on: boolean; href: string };

/** A link each: they work without JavaScript. */
export async function HomeFilters({
  filters,
  area,
}: {
  filters: readonly Filter[];
  /** The region or the département to which the list is cut down, and the list without that. */
  area: { label: string; href: string } | null;
}) {
  const t = await getTranslations("home.filter");
  if (filters.length === 0 && area === null) return null;
  return (
    <nav aria-label={t("label")}>
      <ul className="row">
        {area === null ? null : (
          <li>
            <a className="chip on" href={area.href} aria-current="true">
              <Icon name="check" />
              {area.label}
              <span className="sr">{t("remove")}</span>
            </a>
          </li>
        )}
        {filters.map(({ name, on, href }) => (
          <li key={name}>
            <a className={classNames("chip", on && "on")} href={href} aria-current={on ? "true" : undefined}>
              {on ? <Icon name="check" /> : null}
              {t(name)}
              {on ? <span className="sr">{t("remove")}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
