"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { IconName } from "@/components/ui/icon";
import { Bar, Rail } from "@/components/ui/rail";

type Way = { readonly href: string; readonly label: string; readonly icon: IconName };

/** The workspace's ways: at the left of a desk, at the bottom of a phone. A page below a way belongs to it. */
export function WorkNav({
  label,
  publicHref,
  publicName,
  places,
  deskPlaces,
  me,
  children,
}: {
  label: string;
  publicHref: string;
  publicName: string;
  /** At most five: a phone's bar holds no more. */
  places: readonly Way[];
  /** What a phone finds elsewhere. */
  deskPlaces: readonly Way[];
  me: { href: string; label: string; name: string };
  children: ReactNode;
}) {
  const path = usePathname();
  const here = [...places, ...deskPlaces].findLast((place) => path === place.href || path.startsWith(`${place.href}/`));
  const mark = (place: Way) => ({ ...place, current: place === here });
  return (
    <>
      <Rail home={publicHref} name={publicName} label={label} places={[...places, ...deskPlaces].map(mark)} me={me} />
      {children}
      <Bar label={label} places={places.map(mark)} />
    </>
  );
}
