import type { ReactNode } from "react";

/** The foot of every page: what this is, « Retrouver ma réservation », and the rest. `children`: the choice of theme. */
export function Footer({
  about,
  links,
  children,
}: {
  about: string;
  links: readonly { href: string; label: string }[];
  children?: ReactNode;
}) {
  return (
    <footer className="wrap">
      <div className="foot">
        <p>{about}</p>
        <p className="row">
          {links.map((link) => (
            <a key={link.href} href={link.href}>
              {link.label}
            </a>
          ))}
        </p>
        {children}
      </div>
    </footer>
  );
}
