import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

/** Ways of travelling, each with its paper and its icon; the word is always written too. */
export const travelModes = ["car", "minibus", "coach", "train", "bike", "walk"] as const;
export type TravelMode = (typeof travelModes)[number];

/** The five papers: a minibus is printed on the paper of cars. */
export function modePaper(mode: TravelMode): Exclude<TravelMode, "minibus"> {
  return mode === "minibus" ? "car" : mode;
}

export function modeIcon(mode: TravelMode): IconName {
  return mode;
}

type TicketProps = {
  mode: TravelMode;
  /** What stands on the stub, under the icon: the hour, the mode in words … */
  stub: ReactNode;
  children: ReactNode;
  /** `turn`: the stub goes on top on a phone; `flat`: always. */
  shape?: "side" | "turn" | "flat";
  state?: "mine" | "off";
  className?: string;
  labelledBy?: string;
  id?: string;
};

/** What can be torn off: a trip, an action, a booking. Its holes show `--fond`, the colour behind it. */
export function Ticket({ mode, stub, children, shape = "side", state, className, labelledBy, id }: TicketProps) {
  return (
    <article
      id={id}
      className={classNames(
        "ticket",
        shape !== "side" && shape,
        state === "mine" && "is-mine",
        state === "off" && "is-off",
        className,
      )}
      data-mode={modePaper(mode)}
      aria-labelledby={labelledBy}
    >
      <div className="stub">
        <Icon name={modeIcon(mode)} />
        {stub}
      </div>
      <div className="body">{children}</div>
    </article>
  );
}

/** Where a ticket would be, with one thing to do. */
export function EmptyTicket({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <article className="ticket is-empty">
      <div className="stub">
        <Icon name="seat" />
      </div>
      <div className="body">
        <h3>{title}</h3>
        <p className="where">{text}</p>
        {children ? <div className="go">{children}</div> : null}
      </div>
    </article>
  );
}
