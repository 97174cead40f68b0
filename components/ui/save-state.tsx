import { classNames } from "./class-names";
import { Icon } from "./icon";

export type SaveTone = "saved" | "busy" | "offline" | "bad";

/** What the server has committed, in words that the caller chooses; never « Enregistré » before it is true. */
export function SaveState({ tone, children }: { tone: SaveTone; children: string }) {
  return (
    <span
      className={classNames(
        "save",
        tone === "busy" && "busy wait",
        tone === "offline" && "offline",
        tone === "bad" && "bad",
      )}
      role="status"
    >
      {tone === "saved" ? <Icon name="check" /> : null}
      {tone === "offline" ? <Icon name="offline" /> : null}
      {tone === "bad" ? <Icon name="warning" /> : null}
      {children}
    </span>
  );
}
