import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { ShareForm } from "@/components/plan/share-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { dayAndMonth } from "@/domain/kernel/spoken-date";
import { linkDays } from "@/domain/plan/link";
import { sharePlanAction, unsharePlanAction } from "./actions";

type Props = { params: Promise<{ coalition: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("plan"))("share.title") };
}

/** Who reads a plan without account: the links that open it, and a new one. */
export default async function SharePage({ params }: Props) {
  await connection();
  const { coalition, id } = await params;
  const path = `/espace/${coalition}/plans/${id}`;
  const read = await services().plan.links(await currentActor(), coalition, id);
  if (!read.ok) return turnAway(read.refusal.code, `${path}/partage`);
  const [locale, t] = [await getLocale(), await getTranslations("plan.share")];
  const { title, links } = read.value;
  return (
    <div className="plans-page">
      <p>
        <ButtonLink kind="quiet" icon="back" className="backlink" href={localPath(locale, path)}>
          {title}
        </ButtonLink>
      </p>
      <h1>{t("title")}</h1>
      <p className="soft">{t("lead")}</p>
      <ShareForm
        action={sharePlanAction}
        coalition={coalition}
        plan={id}
        options={linkDays.map((days) => ({ value: String(days), label: t("days", { days }) }))}
      />
      {links.length > 0 && (
        <section className="section" aria-labelledby="h-links">
          <h2 id="h-links">{t("live")}</h2>
          <ul className="rows plain">
            {links.map((link) => (
              <li key={link.id}>
                <div>
                  <strong>{t("until", { day: dayAndMonth(link.expires, locale) })}</strong>
                  <span className="soft">
                    {t("madeBy", { day: dayAndMonth(link.createdAt, locale), name: link.by ?? t("gone") })}
                  </span>
                </div>
                <form action={unsharePlanAction}>
                  <input type="hidden" name="coalition" value={coalition} />
                  <input type="hidden" name="plan" value={id} />
                  <input type="hidden" name="link" value={link.id} />
                  <Button kind="second" slim>
                    {t("end")}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
