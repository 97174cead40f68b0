"use client";
import { type ReactNode, useRef } from "react";
import { buttonClass } from "./button";
import { useDetailsPop } from "./details-pop";
import { Icon, type IconName } from "./icon";

/** The rest of the acts, behind three dots. Opens without JavaScript; with it, Escape and a press elsewhere close it. */
export function Menu({
  label,
  children,
  icon = "dots",
  slim,
}: {
  label: string;
  children: ReactNode;
  icon?: IconName;
  slim?: boolean;
}) {
  const box = useRef<HTMLDetailsElement>(null);
  useDetailsPop(box);
  return (
    <details className="pop" ref={box}>
      <summary className={buttonClass({ kind: "second", only: true, slim })} aria-label={label}>
        <Icon name={icon} />
      </summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the press is that of the link or button inside */}
      <div
        className="menu"
        onClick={() => {
          if (box.current) box.current.open = false;
        }}
      >
        {children}
      </div>
    </details>
  );
}
