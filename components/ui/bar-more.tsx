"use client";

import { useRef } from "react";
import { useDetailsPop } from "./details-pop";
import { Icon, type IconName } from "./icon";

export type Place = { href: string; label: string; icon: IconName; current?: boolean };

/** The last way of a phone's bar: the places for which it has no room. Opens without JavaScript. */
export function BarMore({ label, places }: { label: string; places: readonly Place[] }) {
  const box = useRef<HTMLDetailsElement>(null);
  useDetailsPop(box);
  return (
    <details className="pop" ref={box}>
      <summary aria-current={places.some((place) => place.current) ? "true" : undefined}>
        <Icon name="menu" />
        {label}
      </summary>
      <div className="menu">
        {places.map((place) => (
          <a key={place.href} href={place.href} aria-current={place.current ? "page" : undefined}>
            <Icon name={place.icon} />
            {place.label}
          </a>
        ))}
      </div>
    </details>
  );
}
