import type { ReactNode } from "react";

/** What is rare, folded under a summary that names it. */
export function More({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="more" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
