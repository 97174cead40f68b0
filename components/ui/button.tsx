import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

type Look = {
  /** One `main` per screen. `danger` only for leaving or refusing for good. */
  kind?: "main" | "second" | "quiet" | "danger";
  slim?: boolean;
  wide?: boolean;
  icon?: IconName;
  /** The icon alone; `aria-label` then says what it does. */
  only?: boolean;
  children?: ReactNode;
};

/** The classes of a button, for what must be another element (a `summary`, a framework's link). */
export function buttonClass({ kind = "second", slim, wide, only }: Look, more?: string): string {
  return classNames("btn", kind, slim && "slim", wide && "wide", only && "only", more);
}

type ButtonProps = Look & Omit<ComponentProps<"button">, keyof Look> & { busy?: boolean };

/** `busy` keeps the button in place while the server answers, and lets no second press through. */
export function Button({
  kind,
  slim,
  wide,
  icon,
  only,
  busy,
  children,
  className,
  type = "submit",
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass({ kind, slim, wide, only }, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      {...rest}
    >
      {icon && !busy ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

type ButtonLinkProps = Look & Omit<ComponentProps<"a">, keyof Look>;

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ kind, slim, wide, icon, only, children, className, ...rest }: ButtonLinkProps) {
  return (
    <a className={buttonClass({ kind, slim, wide, only }, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  );
}
