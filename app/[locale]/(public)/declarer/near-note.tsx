import { useTranslations } from "next-intl";
import { Note } from "@/components/ui/note";
import { splitName } from "@/domain/coalition/name";
import type { Near } from "@/server/coalition/declare";

/** One that is near or alike already: perhaps one rather joins it. */
export function NearNote({ near, href }: { near: Near; href: (slug: string) => string }) {
  const t = useTranslations("declare");
  const [first] = near;
  if (!first) return null;
  return (
    <Note icon="people">
      {t.rich("near", {
        place: splitName(first.name).place,
        km: Math.round(first.km ?? 0),
        strong: (words) => <strong>{words}</strong>,
        link: (words) => <a href={href(first.slug)}>{words}</a>,
      })}
    </Note>
  );
}
