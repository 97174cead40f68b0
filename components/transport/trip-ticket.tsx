"use client";

import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";
import type { Peer } from "@/components/collab/presence";
import { presenceStyle } from "@/components/collab/presence-style";
import { Icon } from "@/components/ui/icon";
import { Seats } from "@/components/ui/seats";
import { modePaper } from "@/components/ui/ticket";
import { modeOf, type SheetRow } from "@/domain/transport/schema";
import { stopOf, stopTimeText } from "./cell-text";
import { rowStatus } from "./row-status";
import { SeatsLine } from "./seats-line";
import type { ShownIssue } from "./shown-issue";
import type { TicketActs } from "./ticket-acts";
import { TicketQuick } from "./ticket-quick";
import type { RosterOption, TripFigures } from "./trip-figures";

type Props = {
  row: SheetRow;
  figures: TripFigures | undefined;
  day: string;
  issues: readonly ShownIssue[];
  peer: Peer | undefined;
  nameOf: (userId: string) => string;
  owner: RosterOption | undefined;
  canWrite: boolean;
  /** What was changed in it waits on this device for the network. */
  unsent: boolean;
  /** False: its words only, until one comes near. */
  whole: boolean;
  acts: TicketActs;
};

const peerFields = ["title", "seats", "departs", "place", "arrives", "state", "notes"];

/** What somebody does there, as `sheet.peerEdits` says it: a stop's field is named `outbound.<id>.at`. */
function peerAct(field: string | null): string {
  if (field === null) return "row";
  if (/^(outbound|return)\./.test(field)) return field.endsWith(".at") ? "departs" : "place";
  return peerFields.includes(field) ? field : "other";
}

/** One trip on a phone: who is writing in it, what stands first, and the frequent acts. */
export const TripTicket = memo(function TripTicket(props: Props) {
  const { row, figures, day, issues, peer, nameOf, owner, canWrite, unsent, whole, acts } = props;
  const t = useTranslations("sheet");
  const locale = useLocale();
  const status = rowStatus(row, figures);
  const mode = modeOf(row.mode);
  const name = row.title.trim() || t("untitled");
  const off = status === "cancelled";
  const mistake = issues.find((issue) => issue.wrong || issue.decide);
  const places = row.outbound.slice(0, -1).map((stop) => stop.place);
  const writes = canWrite && !off;
  const repair = writes ? mistake?.repair : undefined;
  return (
    <article
      className={["ticket", peer && "live", off && "is-off", figures?.mine && "is-mine"].filter(Boolean).join(" ")}
      data-mode={mode === null ? undefined : modePaper(mode)}
      style={peer === undefined ? undefined : presenceStyle(peer)}
      aria-labelledby={`t-${row.id}`}
    >
      <div className="stub">
        {mode !== null && <Icon name={mode} />}
        <span className="time">{stopTimeText(stopOf(row, "departs"), day, locale) || "–"}</span>
        {mode !== null && <span>{t(`mode.${mode}`)}</span>}
      </div>
      <div className="body">
        {peer !== undefined && (
          <span className="tag">{t("peerEdits", { name: nameOf(peer.userId ?? ""), what: peerAct(peer.field) })}</span>
        )}
        <h3 id={`t-${row.id}`}>
          <button type="button" className="ticket-name" onClick={() => acts.read(row.id)}>
            {name}
          </button>
        </h3>
        {places.length > 0 && <p className="where">{places.filter(Boolean).join(", ")}</p>}
        {off ? (
          <p className="count">{t("cancelledBecause", { reason: figures?.cancelReason ?? "" })}</p>
        ) : (
          figures !== undefined &&
          mode !== null && (
            <div className="seats">
              {whole && <Seats mode={mode} taken={figures.taken} total={Math.max(figures.seats, figures.taken)} />}
              <SeatsLine figures={figures} />
            </div>
          )
        )}
        {!off && (status === "draft" || (status === "closed" && (figures?.free ?? 1) > 0)) && (
          <p>
            <span className="badge off">{t(`status.${status}`)}</span>
          </p>
        )}
        {unsent && (
          <span className="save offline">
            <Icon name="offline" />
            {t("toSend")}
          </span>
        )}
        {!off && mistake !== undefined && (
          <p className="error">
            <Icon name="warning" />
            <span>{mistake.text}</span>
          </p>
        )}
        {whole && (
          <>
            <p className="go">
              {repair != null && (
                <button type="button" className="btn second slim" onClick={repair.apply}>
                  {repair.label}
                </button>
              )}
              <button
                type="button"
                className={repair == null ? "btn second slim" : "btn quiet slim"}
                onClick={() => (writes ? acts.open(row.id) : acts.read(row.id))}
              >
                {writes && <Icon name="edit" />}
                {writes ? t("edit") : t("see")}
                <span className="sr"> : {name}</span>
              </button>
              {!off && <GoAlong figures={figures} name={name} acts={acts} />}
            </p>
            {!off && (
              <TicketQuick
                row={row}
                name={name}
                free={figures?.free ?? 1}
                owner={owner}
                canWrite={canWrite}
                acts={acts}
              />
            )}
          </>
        )}
      </div>
    </article>
  );
});

/** « J'y vais », or where one's own place stands. */
function GoAlong({ figures, name, acts }: { figures: TripFigures | undefined; name: string; acts: TicketActs }) {
  const t = useTranslations("sheet");
  if (figures === undefined) return null;
  if (figures.mine !== null)
    return (
      <a className="btn quiet slim" href={figures.mine.href}>
        <Icon name="check" />
        {t(`mine.${figures.mine.state}`)}
        <span className="sr"> : {name}</span>
      </a>
    );
  if (!figures.bookable) return null;
  return (
    <button type="button" className="btn quiet slim" onClick={() => acts.go(figures)}>
      {t(figures.free > 0 ? "goAlong" : "goQueue")}
      <span className="sr"> : {name}</span>
    </button>
  );
}
