import { getTranslations } from "next-intl/server";
import type { Services } from "@/server/services";

type Held = Extract<Awaited<ReturnType<Services["account"]["addressData"]>>, { ok: true }>["value"]["held"];

/** What is held about somebody, by what it is used for. */
export async function HeldList({ held }: { held: Held }) {
  const t = await getTranslations("myData");
  const register = await getTranslations("register");
  return (
    <dl className="kept">
      {held.map(({ purpose, count }) => (
        <div key={purpose}>
          <dt>{register(`purpose.${purpose}.title`)}</dt>
          <dd>{register(`purpose.${purpose}.data`)}</dd>
          <dd className="soft">{t("held", { count })}</dd>
        </div>
      ))}
    </dl>
  );
}
