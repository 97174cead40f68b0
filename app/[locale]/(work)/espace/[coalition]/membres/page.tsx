import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { currentActor } from "@/app/actor";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { turnAway } from "@/app/workspace";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { roles } from "@/domain/kernel/role";
import { Invitations } from "./invitations";
import { LeaveForm } from "./leave-form";
import { MemberChange } from "./member-change";
import { ShownForm } from "./shown-form";
import "./members.css";

type Props = {
  params: Promise<{ coalition: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const askedSchema = z.object({
  q: z.string().trim().max(80).catch(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
/** Below it a list is read faster than searched. */
const searchedFrom = 20;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: (await getTranslations("members"))("title") };
}

/** Who stands in the coalition and what each may do; its coordinators change that. */
export default async function MembersPage({ params, searchParams }: Props) {
  await connection();
  const { coalition: slug } = await params;
  const { q, page: asked } = askedSchema.parse(await searchParams);
  const read = await services().coalition.members(await currentActor(), slug, { text: q, page: asked });
  if (!read.ok) return turnAway(read.refusal.code, `/espace/${slug}/membres`);
  const { coalition, mayChange, coordinators, followers, all, found, page, pages, people, own: mine } = read.value;
  const own = await services().coalition.leaving(await currentActor(), slug);
  if (!own.ok) return turnAway(own.refusal.code, `/espace/${slug}/membres`);
  const listed = mayChange ? await services().invitation.list(await currentActor(), slug) : null;
  const invited = listed?.ok ? listed.value : null;
  const [locale, t, tj, ti] = await Promise.all([
    getLocale(),
    getTranslations("members"),
    getTranslations("join.desk"),
    getTranslations("invitation"),
  ]);
  const path = localPath(locale, `/espace/${slug}/membres`);
  const pageAt = (at: number) => `${path}?${new URLSearchParams({ ...(q ? { q } : {}), page: String(at) })}`;
  return (
    <div className="members-page">
      <div className="head">
        <div className="stack">
          <h1>{t("title")}</h1>
          <p className="soft">{t("count", { count: all, followers })}</p>
        </div>
        {invited ? (
          <p className="row">
            <ButtonLink kind="main" icon="plus" href={`${path}/inviter`}>
              {ti("title")}
            </ButtonLink>
            <ButtonLink kind="second" href={localPath(locale, `/espace/${slug}/demandes`)}>
              {invited.requests > 0 ? ti("requests", { count: invited.requests }) : tj("title")}
            </ButtonLink>
          </p>
        ) : null}
      </div>
      {mayChange && coordinators === 1 ? <Note>{t("advice")}</Note> : null}
      {all > searchedFrom ? (
        <search>
          <form action={path} className="stack">
            <Field id="q" name="q" type="search" label={t("search")} defaultValue={q} maxLength={80} />
            <Button kind="second" slim>
              {t("find")}
            </Button>
          </form>
        </search>
      ) : null}
      <div className="beside">
        <div className="list">
          <Section id="personnes" title={t("people")}>
            {q === "" ? null : (
              <p className="soft" role="status">
                {t("found", { count: found })}
              </p>
            )}
            <ul className="rows">
              {people.map((person) => (
                <li key={person.id}>
                  <Avatar name={person.name} order={person.order} />
                  <div>
                    <strong>{person.name}</strong> {person.isMe ? <Badge>{t("you")}</Badge> : null}
                    <span className="soft">
                      {person.role === null
                        ? t("byName")
                        : `${t(`role.${person.role}`)}${t("colon")}${t(`short.${person.role}`)}`}
                    </span>
                    {person.phone === null ? null : (
                      <a className="phone" href={`tel:${person.phone.replace(/[^+\d]/g, "")}`}>
                        {person.phone}
                        <span className="sr">{t("of", { name: person.name })}</span>
                      </a>
                    )}
                  </div>
                  {mayChange ? <MemberChange coalitionId={coalition.id} person={person} /> : null}
                </li>
              ))}
            </ul>
            {pages === 1 ? null : (
              <nav className="row between" aria-label={t("pages")}>
                {page > 1 ? (
                  <ButtonLink kind="second" slim href={pageAt(page - 1)}>
                    {t("previous")}
                  </ButtonLink>
                ) : null}
                {page < pages ? (
                  <ButtonLink kind="second" slim href={pageAt(page + 1)}>
                    {t("next")}
                  </ButtonLink>
                ) : null}
              </nav>
            )}
          </Section>
          {invited ? <Invitations slug={slug} open={invited.invitations} /> : null}
        </div>
        <Section id="roles" title={t("whoMay")}>
          <dl className="what">
            <div>
              <dt>{t("follow")}</dt>
              <dd>{t("followMay")}</dd>
            </div>
            {roles.map((role) => (
              <div key={role}>
                <dt>{t(`role.${role}`)}</dt>
                <dd>{t(`may.${role}`)}</dd>
              </div>
            ))}
          </dl>
          <ShownForm slug={slug} own={mine} />
          <LeaveForm slug={slug} successors={own.value.successors} />
        </Section>
      </div>
    </div>
  );
}
