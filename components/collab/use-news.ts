"use client";

import { useEffect, useRef } from "react";
import { collabClose, type News, newsKinds, newsPrefix } from "@/domain/kernel/collab";

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/**
 * Calls back when a document's text, what stands beside it, or what one may do there changed, or may have while nothing was
 * heard; and once it is gone for this person.
 */
export function useNews(room: string, onNews: (news: News | "gone") => void): void {
  const latest = useRef(onNews);
  latest.current = onNews;
  useEffect(() => {
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    let socket: WebSocket | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = firstWaitMs;
    let missed = false;
    let left = false;
    const open = () => {
      clearTimeout(timer);
      socket = new WebSocket(`${scheme}://${window.location.host}${newsPrefix}${room}`);
      socket.onopen = () => {
        wait = firstWaitMs;
        if (missed) for (const news of newsKinds) latest.current(news);
        missed = false;
      };
      socket.onmessage = ({ data }) => latest.current(newsKinds.find((news) => news === data) ?? "beside");
      socket.onclose = ({ code }) => {
        socket = null;
        if (code === collabClose.notFound && !left) latest.current("gone");
        // The document began anew under another name: the page is read again and brings it.
        if (code === collabClose.oldGeneration && !left) latest.current("access");
        // The server said no for good.
        if (left || (code >= 4400 && code < 4500)) return;
        missed = true;
        timer = setTimeout(open, wait * (0.5 + Math.random()));
        wait = Math.min(wait * 2, longestWaitMs);
      };
    };
    // Timers of a page that slept stood still.
    const shown = () => {
      if (document.visibilityState === "visible" && socket === null && missed) open();
    };
    open();
    document.addEventListener("visibilitychange", shown);
    return () => {
      left = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", shown);
      socket?.close();
    };
  }, [room]);
}
