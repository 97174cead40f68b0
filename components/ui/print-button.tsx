"use client";
import type { ReactNode } from "react";
import { Button } from "./button";

/** Opens the browser's own print dialog, where one also saves a PDF. */
export function PrintButton({ children }: { children: ReactNode }) {
  return (
    <Button type="button" kind="main" icon="print" onClick={() => window.print()}>
      {children}
    </Button>
  );
}
