import { getTranslations } from "next-intl/server";
import { RolePicks } from "@/components/coalition/role-picks";
import { ActForm } from "@/components/signup/holder-forms";
import { More } from "@/components/ui/more";
import { type Role, roles } from "@/domain/kernel/role";
import type { ShownMember } from "@/server/coalition/members";
import { changeRoleAction, removeMemberAction } from "./actions";

/** What a coordinator may do with somebody: each role says what it changes before it is given, and removing asks. */
export async function MemberChange({ coalitionId, person }: { coalitionId: string; person: ShownMember }) {
  const t = await getTranslations("members");
  const { id, name, role, isMe } = person;
  const hidden = { coalitionId, membershipId: id };
  const words = { name, mine: isMe ? "yes" : "no" };
  const effect = (to: Role) => {
    if (to === role) return t("same");
    return role === "coordinator" && to !== "coordinator"
      ? t(`effect.less.${to}`, words)
      : t(`effect.more.${to}`, words);
  };
  const said = <span className="sr">{t("of", { name })}</span>;
  return (
    <More
      summary={
        <>
          {t("change")}
          {said}
        </>
      }
    >
      <div className="stack">
        {role === null ? null : (
          <ActForm action={changeRoleAction} hidden={hidden} submit={t("give")} busyText={t("busy")} slim>
            <RolePicks
              id={id}
              legend={t("roleOf", { name })}
              picks={roles.map((each) => ({ role: each, name: t(`role.${each}`), may: t(`may.${each}`) }))}
              chosen={role}
            />
            {roles.map((each) => (
              <p key={each} className={`effect ${each}`}>
                {effect(each)}
              </p>
            ))}
          </ActForm>
        )}
        {isMe ? null : (
          <More
            summary={
              <>
                {t("remove")}
                {said}
              </>
            }
          >
            <ActForm
              action={removeMemberAction}
              hidden={hidden}
              submit={t("removeYes", { name })}
              busyText={t("busy")}
              kind="danger"
              slim
            >
              <p>{t("removeEffect", { name })}</p>
            </ActForm>
          </More>
        )}
      </div>
    </More>
  );
}
