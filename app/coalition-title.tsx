import { splitName } from "@/domain/coalition/name";

/** A coalition's name as the title of a page: its family small above, its place large. */
export function CoalitionTitle({ name, poster }: { name: string; poster?: boolean }) {
  const { family, place } = splitName(name);
  return (
    <h1 className={poster ? "poster" : undefined}>
      {family ? (
        <span className="kicker">
          {family}
          <span className="sr">, </span>
        </span>
      ) : null}
      {place}
    </h1>
  );
}
