"use client";
import type fr from "@/messages/fr.json";

const texts: Record<"fr" | "en", typeof fr.error> = JSON.parse(process.env.ERROR_TEXTS ?? "{}");

/** When not even the document could be made. In words alone: whatever else it had could be what failed. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const locale = typeof window !== "undefined" && /^\/en(\/|$)/.test(window.location.pathname) ? "en" : "fr";
  const { title, text, retry } = texts[locale];
  return (
    <html lang={locale}>
      <body>
        <main>
          <h1>{title}</h1>
          <p>{text}</p>
          <button type="button" onClick={reset}>
            {retry}
          </button>
        </main>
      </body>
    </html>
  );
}
