import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

/** A state in one or two words. */
export function Badge({
  tone,
  icon,
  children,
}: {
  tone?: "ok" | "maybe" | "full" | "off";
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={classNames("badge", tone)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  );
}
