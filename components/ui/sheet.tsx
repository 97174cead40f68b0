"use client";
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button";

type SurfaceProps = { title: string; closeLabel: string; onClose: () => void; children: ReactNode };

/** Opens a real modal dialog while mounted: focus is kept inside, Escape and the backdrop close it, focus returns to where it was. */
function useModal(onClose: () => void) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return {
    ref: box,
    onCancel: (event: { preventDefault(): void }) => {
      event.preventDefault();
      // Closing keeps what was typed: a field writes when it is left.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      onClose();
    },
    onClick: (event: MouseEvent<HTMLDialogElement>) => {
      if (event.target !== event.currentTarget) return;
      // Its own margins are inside too, and so is a tap under which a button moved away: only the backdrop closes.
      const { left, right, top, bottom } = event.currentTarget.getBoundingClientRect();
      const { clientX: x, clientY: y } = event;
      if (x < left || x > right || y < top || y > bottom) onClose();
    },
  };
}

/** For a rare act, or to edit one thing: from below on a phone, at the right on a desk. */
export function Sheet({ title, closeLabel, onClose, children }: SurfaceProps) {
  const modal = useModal(onClose);
  const id = useId();
  return (
    <dialog className="sheet modal" aria-labelledby={id} {...modal}>
      <span className="handle" aria-hidden="true" />
      <div className="row between">
        <h2 id={id}>{title}</h2>
        {/* A field that is left writes, and what it then says moves this button: it is left only once the press is over. */}
        <Button
          type="button"
          kind="second"
          slim
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
            onClose();
          }}
        >
          {closeLabel}
        </Button>
      </div>
      {children}
    </dialog>
  );
}
