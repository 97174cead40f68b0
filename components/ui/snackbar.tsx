"use client";
import { useEffect, useRef } from "react";
import { Button } from "./button";

type SnackbarProps = {
  text: string;
  actionLabel?: string;
  onAction?: () => void;
  onDismiss: () => void;
  seconds?: number;
};

/** What was just done, with a way back; it leaves by itself, but waits while it is pointed at or holds the focus. */
export function Snackbar({ text, actionLabel, onAction, onDismiss, seconds = 10 }: SnackbarProps) {
  const dismiss = useRef(onDismiss);
  dismiss.current = onDismiss;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = seconds;
    const timer = setInterval(() => {
      if (box.current?.matches(":hover, :focus-within")) return;
      left -= 1;
      if (left <= 0) dismiss.current();
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <div className="snackbar" role="status" ref={box}>
      <span>{text}</span>
      {actionLabel && onAction ? (
        <Button type="button" kind="quiet" onClick={onAction}>
          {actionLabel}
        </Button>
      ) : null}
    </div>
  );
}
