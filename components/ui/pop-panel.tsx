"use client";
import { type ReactNode, useRef } from "react";
import { buttonClass } from "./button";
import { useDetailsPop } from "./details-pop";
import { Icon } from "./icon";

/** A few settings under a button. Stays open while they are changed. */
export function PopPanel({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null);
  useDetailsPop(box);
  return (
    <details className="pop" ref={box}>
      <summary className={buttonClass({ kind: "second", slim: true })}>
        {summary}
        <Icon name="down" />
      </summary>
      <div className="menu settings">{children}</div>
    </details>
  );
}
