import type { ReactNode } from "react";

/** A part of a page under its thick rule. `id` is also the place to link to. */
export function Section({
  id,
  title,
  aside,
  children,
  bare,
  fill,
}: {
  id: string;
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  bare?: boolean;
  fill?: boolean;
}) {
  return (
    <section
      className={bare ? "section bare" : fill ? "section fill" : "section"}
      id={id}
      aria-labelledby={`${id}-title`}
    >
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {aside ? <p className="soft">{aside}</p> : null}
      </header>
      {children}
    </section>
  );
}
