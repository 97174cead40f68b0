import type { Role } from "@/domain/kernel/role";

export type RoleWords = { readonly role: Role; readonly name: string; readonly may: string };

/** A role to choose, each with what it may do. `id` parts one form's picks from another's. */
export function RolePicks({
  id,
  legend,
  picks,
  chosen,
}: {
  id: string;
  legend: string;
  picks: readonly RoleWords[];
  chosen: string;
}) {
  return (
    <fieldset className="roles">
      <legend className="legend">{legend}</legend>
      {picks.map(({ role, name, may }) => (
        <label key={role} className="pick" htmlFor={`${id}-${role}`}>
          <input type="radio" id={`${id}-${role}`} name="role" value={role} defaultChecked={role === chosen} />
          <span>
            <b>{name}</b>
            <span className="soft">{may}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
