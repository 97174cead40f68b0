import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

type NoteProps = {
  tone?: "ok" | "bad";
  icon?: IconName;
  fill?: boolean;
  /** `status` is read out when it appears, `alert` at once. */
  role?: "status" | "alert";
  children: ReactNode;
};

/** Something to know, in the place where it matters. */
export function Note({ tone, icon, fill, role, children }: NoteProps) {
  return (
    <div className={classNames("note", tone, fill && "fill")} role={role}>
      <Icon name={icon ?? (tone === "ok" ? "check" : "warning")} />
      <div>{children}</div>
    </div>
  );
}
