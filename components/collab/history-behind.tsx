"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Changes are told a moment after they are committed: a page that was read in between, at `readAt`, is read again. */
export function HistoryBehind({ readAt }: { readAt: number }) {
  const router = useRouter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reading that is behind asks for another
  useEffect(() => {
    const timer = setTimeout(() => router.refresh(), 1000);
    return () => clearTimeout(timer);
  }, [readAt, router]);
  return null;
}
