"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { IconName } from "@/components/ui/icon";
import { Bar, Rail } from "@/components/ui/rail";

type Way = {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** Addresses beside its own whose pages belong to it. */
  readonly also?: readonly string[];
};

/** The workspace's ways: at the left of a desk, at the bottom of a phone. A page below a way belongs to it. */
export function WorkNav({
  label,
  publicHref,
  publicName,
  places,
  deskPlaces,
  more,
  me,
  children,
}: {
  label: string;
  publicHref: string;
  publicName: string;
  /** Four: a phone's bar holds no more beside `more`. */
  places: readonly Way[];
  /** What a phone finds behind `more`. */
  deskPlaces: readonly Way[];
  more: string;
  me: { href: string; label: string; name: string };
  children: ReactNode;
}) {
  const path = usePathname();
  const isBelow = (href: string) => path === href || path.startsWith(`${href}/`);
  const here = [...places, ...deskPlaces].findLast(({ href, also = [] }) => [href, ...also].some(isBelow));
  const mark = ({ href, label: name, icon }: Way) => ({ href, label: name, icon, current: here?.href === href });
  return (
    <>
      <Rail home={publicHref} name={publicName} label={label} places={[...places, ...deskPlaces].map(mark)} me={me} />
      {children}
      <Bar
        label={label}
        places={places.map(mark)}
        more={{ label: more, places: [...deskPlaces.map(mark), { href: me.href, label: me.label, icon: "people" }] }}
      />
    </>
  );
}
