import { Icon, type IconName } from "@/components/ui/icon";

/** One thing that was found, in the reader's words. */
export type FoundLine = {
  key: string;
  href: string;
  icon: IconName;
  kind: string;
  title: string;
  /** Around the words, where they stand in it. */
  text: string;
  when: string;
};

export function FoundList({ lines }: { lines: readonly FoundLine[] }) {
  return (
    <ul className="rows found">
      {lines.map(({ key, href, icon, kind, title, text, when }) => (
        <li key={key}>
          <span className="place">
            <Icon name={icon} />
          </span>
          <div>
            <a href={href}>
              <strong>{title}</strong>
            </a>
            <span className="soft">{[kind, when].filter(Boolean).join(" · ")}</span>
            {text !== "" && <span className="soft">{text}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}
