import { localPath } from "@/app/i18n/local-path";
import { newsPath } from "@/domain/campaign/news";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { plainText } from "@/domain/plan/body";
import { readPresentation } from "@/domain/plan/presentation";
import type { News } from "@/server/campaign/news";

const shownWords = 200;

/** News with their first words, each leading to its page. */
export function NewsList({
  slug,
  news,
  locale,
  heading: Heading,
}: {
  slug: string;
  news: readonly News[];
  locale: string;
  heading: "h2" | "h3";
}) {
  return (
    <ul className="rows plain">
      {news.map(({ id, title, body, sentAt }) => (
        <li key={id}>
          <div>
            <Heading className="text-lg break-words">
              <a href={localPath(locale, newsPath(slug, id))}>{title}</a>
            </Heading>
            {sentAt ? <span className="soft">{spokenDay(sentAt, locale)}</span> : null}
            <p className="max-w-2xl break-words">{firstWords(body)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The beginning of a text, cut between two words. */
export function firstWords(body: string): string {
  const text = plainText(readPresentation(body)).replaceAll("\n", " ");
  if (text.length <= shownWords) return text;
  return `${text.slice(0, shownWords).replace(/\s+\S*$/, "")}…`;
}
