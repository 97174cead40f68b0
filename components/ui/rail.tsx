import { Avatar } from "./avatar";
import { BarMore, type Place } from "./bar-more";
import { Brand } from "./brand";
import { Icon } from "./icon";

/** The workspace's ways, at the left of a desk. */
export function Rail({
  home,
  name,
  label,
  places,
  me,
}: {
  home: string;
  name: string;
  label: string;
  places: readonly Place[];
  me?: { href: string; label: string; name: string };
}) {
  return (
    <nav className="rail" aria-label={label}>
      <Brand href={home} name={name} mute />
      {places.map((place) => (
        <a key={place.href} href={place.href} aria-current={place.current ? "page" : undefined}>
          <Icon name={place.icon} />
          {place.label}
        </a>
      ))}
      {me ? (
        <a className="me" href={me.href}>
          <Avatar name={me.name} order={8} />
          {me.label}
        </a>
      ) : null}
    </nav>
  );
}

/** The same ways, at the bottom of a phone: four, and the rest behind the fifth. */
export function Bar({
  label,
  places,
  more,
}: {
  label: string;
  places: readonly Place[];
  more: { label: string; places: readonly Place[] };
}) {
  return (
    <nav className="bar" aria-label={label}>
      {places.map((place) => (
        <a key={place.href} href={place.href} aria-current={place.current ? "page" : undefined}>
          <Icon name={place.icon} />
          {place.label}
        </a>
      ))}
      <BarMore {...more} />
    </nav>
  );
}
