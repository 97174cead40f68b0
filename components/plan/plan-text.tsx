import { useTranslations } from "next-intl";
import { createElement, Fragment, type ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import type { Block, Body, Inline, Mark } from "@/domain/plan/body";
import { threadId } from "@/domain/plan/comment";
import { cutAtQuotes, type Quoted } from "@/domain/plan/quoted";

export type ShownImage = { readonly src: string; readonly width?: number; readonly height?: number };
type Slots = {
  readonly imageOf: (id: string) => ShownImage;
  /** The agenda's entry, shown where the text has its block. */
  readonly entryOf: (id: string) => ReactNode;
  /** Words that open threads speak of: they lead there. */
  readonly quoted?: readonly Quoted[];
};
/** What is needed on the way through the text; `waiting` holds the threads whose words were not met yet. */
type Way = Slots & { readonly waiting: Set<Quoted> };
type Words = { readonly done: string; readonly todo: string; readonly table: string };

const markTags: Record<Mark, string> = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

/** A plan to be read: in the workspace, by a shared link, on paper. The same on the server and in the browser. */
export function PlanText({ body, ...slots }: { body: Body } & Slots) {
  const t = useTranslations("plan.text");
  const words = { done: t("done"), todo: t("todo"), table: t("table") };
  return <div className="plan-text">{all(body, { ...slots, waiting: new Set(slots.quoted) }, words)}</div>;
}

/** Children that never move need no keys. */
function row(parts: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...parts);
}

function all(body: Body, slots: Way, words: Words): ReactNode {
  return row(body.map((block) => one(block, slots, words)));
}

function one(block: Block, slots: Way, words: Words): ReactNode {
  const inner = (blocks: Body) => all(blocks, slots, words);
  switch (block.kind) {
    case "paragraph":
      return <p>{inlines(block.inline, slots.waiting)}</p>;
    case "heading":
      // The title of the plan is the page's h1.
      return createElement(`h${block.level + 1}`, null, inlines(block.inline, slots.waiting));
    case "bullets":
      return <ul>{row(block.items.map((item) => createElement("li", null, inner(item))))}</ul>;
    case "numbers":
      return <ol start={block.start}>{row(block.items.map((item) => createElement("li", null, inner(item))))}</ol>;
    case "checks":
      return (
        <ul className="checks">
          {row(
            block.items.map(({ done, blocks }) =>
              createElement(
                "li",
                { "data-done": done || undefined },
                <span className="box">
                  {done && <Icon name="check" />}
                  <span className="sr">{done ? words.done : words.todo}</span>
                </span>,
                <div>{inner(blocks)}</div>,
              ),
            ),
          )}
        </ul>
      );
    case "table":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
        <section className="tablewrap" aria-label={words.table} tabIndex={0}>
          <table>
            <tbody>
              {row(
                block.rows.map((cells) =>
                  createElement(
                    "tr",
                    null,
                    ...cells.map(({ header, colspan, rowspan, blocks }) =>
                      createElement(header ? "th" : "td", { colSpan: colspan, rowSpan: rowspan }, inner(blocks)),
                    ),
                  ),
                ),
              )}
            </tbody>
          </table>
        </section>
      );
    case "quote":
      return <blockquote>{inner(block.blocks)}</blockquote>;
    case "callout":
      return <div className="callout">{inner(block.blocks)}</div>;
    case "image": {
      const { src, width, height } = slots.imageOf(block.imageId);
      // biome-ignore lint/performance/noImgElement: it was drawn for this page when it came, and only members may see it
      return <img src={src} width={width} height={height} alt={block.alt} loading="lazy" />;
    }
    case "rule":
      return <hr />;
    case "entry":
      return slots.entryOf(block.entryId);
  }
}

function inlines(parts: readonly Inline[], waiting: Set<Quoted>): ReactNode {
  return row(
    cutAtQuotes(parts, waiting).map(({ part, thread }) => {
      if (part.kind === "break") return <br />;
      const marked = part.marks.reduce<ReactNode>((text, mark) => createElement(markTags[mark], null, text), part.text);
      if (part.href !== null) return createElement("a", { href: part.href, rel: "noopener nofollow" }, marked);
      if (thread === null) return marked;
      return createElement("a", { href: `#${threadId(thread)}`, className: "commented" }, marked);
    }),
  );
}
