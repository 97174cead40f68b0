import { Brand } from "./brand";
import { ButtonLink } from "./button";

type Link = { href: string; label: string; current?: boolean };

/** The head of a public page: the name, and the way to one's own space. */
export function TopBar({
  home,
  name,
  label,
  links = [],
  space,
}: {
  home: string;
  name: string;
  label: string;
  links?: readonly Link[];
  space?: Link;
}) {
  return (
    <header className="wrap top">
      <Brand href={home} name={name} />
      <nav aria-label={label}>
        {links.map((link) => (
          <a key={link.href} className="only-wide" href={link.href} aria-current={link.current ? "page" : undefined}>
            {link.label}
          </a>
        ))}
        {space ? (
          <ButtonLink kind="quiet" icon="person" href={space.href} aria-current={space.current ? "page" : undefined}>
            <span>{space.label}</span>
          </ButtonLink>
        ) : null}
      </nav>
    </header>
  );
}
