import type { ReactNode } from "react";

/** The foot of every page: what this is, « Retrouver ma réservation », and the rest. `children`: the choice of theme. */
export function Footer({
  about,
  links,
  children,
}: {
  about: string;
  links: readonly { href: string; label: string; language?: string }[];
  children?: ReactNode;
}) {
  return (
    <footer className="wrap">
      <div className="foot">
        <p>{about}</p>
        <p className="row">
          {links.map((link) => (
            <a key={link.label} href={link.href} hrefLang={link.language} lang={link.language}>
              {link.label}
            </a>
          ))}
        </p>
        {children}
      </div>
    </footer>
  );
}
