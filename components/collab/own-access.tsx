"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useNews } from "./use-news";

/**
 * Has an open page take what this person may do in the coalition as soon as it changes: the server draws it anew, and what
 * is typed stays. Who is of it no more is told so by `gone`, and keeps what stands on the page.
 */
export function OwnAccess({ room, gone }: { room: string; gone: ReactNode }) {
  const router = useRouter();
  const [isGone, setGone] = useState(false);
  useNews(room, (news) => {
    if (news === "access") router.refresh();
    if (news === "gone") setGone(true);
  });
  return isGone ? gone : null;
}
