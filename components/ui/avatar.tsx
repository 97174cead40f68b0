import type { CSSProperties } from "react";
import { classNames } from "./class-names";

/** Ten colours, given in order of arrival; each has a light and a dark form of its own. */
export const presenceColours = 10;

export function presenceColour(order: number): string {
  return `var(--pr-${(((order % presenceColours) + presenceColours) % presenceColours) + 1})`;
}

/** At most two letters: « Référent·e mobilisation » gives RM, « Camille » gives C. */
export function initials(name: string): string {
  return name
    .split(/[\s.\-–]+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word))
    .slice(0, 2)
    .map((word) => (word[0] ?? "").toLocaleUpperCase("fr"))
    .join("");
}

/** A teardrop with initials. The name stands beside it, or is said by the list it is in. */
export function Avatar({ name, order, small }: { name: string; order: number; small?: boolean }) {
  const style = { "--who": presenceColour(order) } as CSSProperties;
  return (
    <span className={classNames("avatar", small && "small")} style={style} aria-hidden="true" title={name}>
      {initials(name)}
    </span>
  );
}

type Person = { id: string; name: string; order: number };

/** Who is here: at most three, then a count; `label` says it all in words. */
export function Avatars({ people, label }: { people: readonly Person[]; label: string }) {
  if (people.length === 0) return null;
  const rest = people.length - 3;
  return (
    <span className="avatars" role="img" aria-label={label}>
      {people.slice(0, 3).map((person) => (
        <Avatar key={person.id} name={person.name} order={person.order} />
      ))}
      {rest > 0 ? <span className="rest">+{rest}</span> : null}
    </span>
  );
}
