"use client";

import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";
import type { Peer } from "@/components/collab/presence";
import { presenceStyle } from "@/components/collab/presence-style";
import { Icon } from "@/components/ui/icon";
import { Seats } from "@/components/ui/seats";
import { modePaper } from "@/components/ui/ticket";
import { modeSchema, type SheetRow } from "@/domain/transport/schema";
import { stopOf, stopTimeText } from "./cell-text";
import { rowStatus } from "./row-status";
import type { ShownIssue } from "./shown-issue";
import { SeatsLine } from "./trip-details";
import type { TripFigures } from "./trip-figures";

type Props = {
  row: SheetRow;
  figures: TripFigures | undefined;
  day: string;
  issues: readonly ShownIssue[];
  peer: Peer | undefined;
  nameOf: (userId: string) => string;
  canWrite: boolean;
  onOpen: (rowId: string) => void;
};

const peerFields = ["title", "seats", "departs", "place", "arrives", "state", "notes"];

/** What somebody does there, as `sheet.peerEdits` says it: a stop's field is named `outbound.<id>.at`. */
function peerAct(field: string | null): string {
  if (field === null) return "row";
  if (/^(outbound|return)\./.test(field)) return field.endsWith(".at") ? "departs" : "place";
  return peerFields.includes(field) ? field : "other";
}

/** One trip on a phone: what stands first, one act, and who is writing in it. */
export const TripTicket = memo(function TripTicket(props: Props) {
  const { row, figures, day, issues, peer, nameOf, canWrite, onOpen } = props;
  const t = useTranslations("sheet");
  const locale = useLocale();
  const status = rowStatus(row, figures);
  const mode = modeSchema.safeParse(row.mode).data ?? null;
  const name = row.title.trim() || t("untitled");
  const off = status === "cancelled";
  const mistake = issues.find((issue) => issue.wrong || issue.decide);
  const places = row.outbound.slice(0, -1).map((stop) => stop.place);
  return (
    <article
      className={["ticket", peer && "live", off && "is-off"].filter(Boolean).join(" ")}
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
          <span className="tag">
            {t("peerEdits", {
              name: nameOf(peer.userId ?? ""),
              what: peerAct(peer.field),
            })}
          </span>
        )}
        <h3 id={`t-${row.id}`}>{name}</h3>
        {places.length > 0 && <p className="where">{places.filter(Boolean).join(", ")}</p>}
        {off ? (
          <p className="count">{t("cancelledBecause", { reason: figures?.cancelReason ?? "" })}</p>
        ) : (
          figures !== undefined &&
          mode !== null && (
            <div className="seats">
              <Seats mode={mode} taken={figures.taken} total={Math.max(figures.seats, figures.taken)} />
              <SeatsLine figures={figures} />
            </div>
          )
        )}
        {!off && (status === "draft" || (status === "closed" && (figures?.free ?? 1) > 0)) && (
          <p>
            <span className="badge off">{t(`status.${status}`)}</span>
          </p>
        )}
        {!off && mistake !== undefined && (
          <p className="error">
            <Icon name="warning" />
            <span>{mistake.text}</span>
          </p>
        )}
        <p className="go">
          {canWrite && !off && mistake?.repair != null && (
            <button type="button" className="btn second slim" onClick={mistake.repair.apply}>
              {mistake.repair.label}
            </button>
          )}
          <button
            type="button"
            className={mistake?.repair == null || !canWrite ? "btn second slim" : "btn quiet slim"}
            onClick={() => onOpen(row.id)}
          >
            {canWrite && !off && <Icon name="edit" />}
            {canWrite && !off ? t("edit") : t("see")}
            <span className="sr"> : {name}</span>
          </button>
        </p>
      </div>
    </article>
  );
});
