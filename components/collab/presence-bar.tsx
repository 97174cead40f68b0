"use client";

import { useTranslations } from "next-intl";
import { Avatars } from "@/components/ui/avatar";
import type { Peer } from "./presence";

/** Who else is here: at most three avatars and a count. */
export function PresenceBar({ people, nameOf }: { people: readonly Peer[]; nameOf: (userId: string) => string }) {
  const t = useTranslations("collab");
  const named = people.map((peer) => ({
    id: String(peer.clientId),
    name: nameOf(peer.userId ?? ""),
    order: peer.order,
  }));
  const names = named
    .slice(0, 3)
    .map((person) => person.name)
    .join(", ");
  return <Avatars people={named} label={t("withYou", { names, rest: Math.max(0, named.length - 3) })} />;
}
