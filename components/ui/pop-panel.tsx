"use client";
import { type ReactNode, useRef, useState } from "react";
import { buttonClass } from "./button";
import { useDetailsPop } from "./details-pop";
import { Icon } from "./icon";

/** A few settings under a button, made only once it is opened. Stays open while they are changed. */
export function PopPanel({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  useDetailsPop(box);
  return (
    <details className="pop" ref={box} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={buttonClass({ kind: "second", slim: true })}>
        {summary}
        <Icon name="down" />
      </summary>
      <div className="menu settings">{open && children}</div>
    </details>
  );
}
