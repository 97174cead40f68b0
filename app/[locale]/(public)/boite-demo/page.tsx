import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getFormatter, getTranslations } from "next-intl/server";
import { services } from "@/app/services";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Gate } from "../connexion/gate";
import { LinkedText } from "./linked-text";

type Props = { searchParams: Promise<{ adresse?: string | string[] }> };

const shown = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.mailbox");
  const ui = await getTranslations("ui");
  return { title: ui("titleSuffix", { title: t("title") }), robots: { index: false } };
}

/** The mails that the demo would have sent. Does not exist outside the demo. */
export default async function DemoMailboxPage({ searchParams }: Props) {
  await connection();
  const { demo } = services();
  if (!demo) notFound();
  const { adresse } = await searchParams;
  const search = typeof adresse === "string" ? adresse.slice(0, 254) : "";
  const mails = await demo.mailbox.list(search);
  const t = await getTranslations("account.mailbox");
  const format = await getFormatter();
  return (
    <Gate>
      <h1>{t("title")}</h1>
      <p className="lead soft">{t("lead")}</p>
      <form className="stack fill" method="get">
        <Field id="adresse" name="adresse" type="search" label={t("search")} defaultValue={search} />
        <Button kind="second">{t("show")}</Button>
      </form>
      <p className="soft">{t("count", { count: mails.length, shown, all: mails.length <= shown ? "yes" : "no" })}</p>
      <ol className="stack fill">
        {mails.slice(0, shown).map((mail) => (
          <li key={mail.id} className="fill border-t border-trait pt-4">
            <article className="stack">
              <h2 className="wrap-anywhere text-xl">{mail.subject}</h2>
              <p className="soft small wrap-anywhere">
                {t("toAt", {
                  to: mail.to,
                  at: format.dateTime(new Date(mail.at), { dateStyle: "medium", timeStyle: "medium" }),
                })}
              </p>
              {mail.replyTo ? <p className="soft small wrap-anywhere">{t("replyTo", { to: mail.replyTo })}</p> : null}
              {Object.entries(mail.headers ?? {}).map(([name, value]) => (
                <p className="soft small break-all" key={name}>{`${name}: ${value}`}</p>
              ))}
              <LinkedText text={mail.text} />
            </article>
          </li>
        ))}
      </ol>
    </Gate>
  );
}
