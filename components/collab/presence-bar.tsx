"use client";

import { useTranslations } from "next-intl";
import { initials, type Peer } from "./presence";
import { presenceStyle } from "./presence-style";

const shown = 3;

/** At most three avatars and a count. */
export function PresenceBar({ people, nameOf }: { people: readonly Peer[]; nameOf: (userId: string) => string }) {
  const t = useTranslations("collab");
  if (people.length === 0) return null;
  const visible = people.slice(0, shown);
  const rest = people.length - visible.length;
  const names = visible.map((peer) => nameOf(peer.userId ?? "")).join(", ");
  return (
    <span className="avatars">
      <span className="sr">{t("withYou", { names, rest })}</span>
      {visible.map((peer) => (
        <span
          key={peer.clientId}
          className="avatar"
          style={presenceStyle(peer.colour)}
          title={nameOf(peer.userId ?? "")}
          aria-hidden="true"
        >
          {initials(nameOf(peer.userId ?? ""))}
        </span>
      ))}
      {rest > 0 && (
        <span className="rest" aria-hidden="true">
          +{rest}
        </span>
      )}
    </span>
  );
}
