import { useLocale, useTranslations } from "next-intl";
import { localPath } from "@/app/i18n/local-path";
import { Avatar } from "@/components/ui/avatar";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { DecisionRow } from "@/server/coalition/moderation";

/** Who decided what, when, and with which words. */
export function DecisionList({ decisions }: { decisions: readonly DecisionRow[] }) {
  const t = useTranslations("moderation");
  const locale = useLocale();
  return (
    <ul className="rows">
      {decisions.map(({ id, act, subject, reason, at, name, slug }) => {
        const who = name || t("someone");
        return (
          <li key={id}>
            <Avatar name={who} order={5} />
            <div>
              {t.rich(`act.${act}`, {
                who,
                subject,
                strong: (words) => (
                  <strong>{slug ? <a href={localPath(locale, `/${slug}`)}>{words}</a> : words}</strong>
                ),
              })}
              <span className="soft">
                {t("when", {
                  day: spokenDay(at, locale),
                  time: spokenTime(at, locale),
                  reason,
                  hasReason: reason ? "yes" : "no",
                })}
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
