import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Sheet } from "@/components/ui/sheet";
import { type FoundLine, FoundList } from "./found-list";

export type SearchDialogProps = {
  /** Where it is looked for while one types. */
  source: string;
  /** The page of the whole search. */
  action: string;
  words: { title: string; close: string; label: string; hint: string; none: string; all: string; failed: string };
  onClose: () => void;
};

const pauseMs = 150;

/** The search over everything else: results while one types, arrows to walk through them, Enter for the whole page. */
export function SearchDialog({ source, action, words, onClose }: SearchDialogProps) {
  const [asked, setAsked] = useState("");
  const [lines, setLines] = useState<readonly FoundLine[] | "failed" | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const text = asked.trim();
    if (text === "") {
      setLines(null);
      return;
    }
    const control = new AbortController();
    const timer = setTimeout(() => {
      fetch(`${source}${encodeURIComponent(text)}`, { signal: control.signal })
        .then((response) => (response.ok ? response.json() : Promise.reject(response)))
        .then((found: FoundLine[]) => setLines(found))
        .catch(() => control.signal.aborted || setLines("failed"));
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [asked, source]);
  useEffect(() => field.current?.focus(), []);
  function walk(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, a")];
    const at = document.activeElement instanceof HTMLElement ? stops.indexOf(document.activeElement) : -1;
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  return (
    <Sheet title={words.title} closeLabel={words.close} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a shortcut between things that have the focus themselves. */}
      <div className="stack" onKeyDown={walk}>
        <form className="field" method="get" action={action}>
          <label htmlFor="search-key">{words.label}</label>
          <input
            ref={field}
            className="input"
            id="search-key"
            name="q"
            type="search"
            autoComplete="off"
            maxLength={100}
            value={asked}
            onChange={(event) => setAsked(event.target.value)}
          />
          <p className="hint">{words.hint}</p>
        </form>
        <div role="status">
          {lines === "failed" ? (
            <p>{words.failed}</p>
          ) : (
            lines !== null && lines.length === 0 && <p className="soft">{words.none}</p>
          )}
        </div>
        {lines !== null && lines !== "failed" && lines.length > 0 && (
          <>
            <FoundList lines={lines} />
            <a className="btn quiet slim" href={`${action}?q=${encodeURIComponent(asked.trim())}`}>
              {words.all}
            </a>
          </>
        )}
      </div>
    </Sheet>
  );
}
