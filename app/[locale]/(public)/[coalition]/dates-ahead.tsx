import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { DayList } from "@/components/calendar/day-list";
import { itemView } from "@/components/calendar/item-words";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import type { Item } from "@/domain/calendar/items";

/** The next dates that the coalition announces to everybody. */
export async function DatesAhead({ slug, items, locale }: { slug: string; items: readonly Item[]; locale: string }) {
  const t = await getTranslations("agenda");
  const path = `/${slug}/agenda`;
  return (
    <Section id="agenda" title={t("ahead")}>
      <DayList
        items={items.map((item) => itemView(item, t, locale, localPath(locale, `${path}/${item.key}`)))}
        ribbons={[]}
        from={items[0]?.start.slice(0, 10) ?? ""}
        locale={locale}
        texts={{ cancelled: t("cancelled"), done: t("done") }}
        link={(item) => <a href={item.href ?? ""}>{item.title}</a>}
      />
      <p>
        <ButtonLink kind="second" icon="calendar" href={localPath(locale, path)}>
          {t("whole")}
        </ButtonLink>
      </p>
    </Section>
  );
}
