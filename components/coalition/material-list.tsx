import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";

export type ShownMaterial = {
  id: string;
  title: string;
  /** Format, size, language, licence and version, in words. */
  facts: string;
  format: string;
  href: string;
  /** An image shows itself, to who asks. */
  isImage: boolean;
};

/** Files to take away, one a line. `below` is what may be done with each. */
export function MaterialList({
  materials,
  texts,
  below,
}: {
  materials: readonly ShownMaterial[];
  texts: { untitled: string; download: string; preview: string };
  below?: (id: string) => ReactNode;
}) {
  return (
    <ul className="stock">
      {materials.map(({ id, title, facts, format, href, isImage }) => (
        <li key={id} id={`m-${id}`}>
          <div>
            <h3>{title || texts.untitled}</h3>
            <p className="soft small">{facts}</p>
          </div>
          <ButtonLink kind="quiet" slim icon="download" href={href}>
            {format}
            <span className="sr">{` : ${texts.download} ${title || texts.untitled}`}</span>
          </ButtonLink>
          {isImage && title !== "" ? (
            <details className="more wide">
              <summary>{texts.preview}</summary>
              {/* biome-ignore lint/performance/noImgElement: drawn anew when it came, and asked for when it is unfolded */}
              <img src={href} alt={title} loading="lazy" />
            </details>
          ) : null}
          {below?.(id)}
        </li>
      ))}
    </ul>
  );
}
