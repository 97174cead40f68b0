import type { ReactElement } from "react";
import type { TravelMode } from "@/components/ui/ticket";
import { brand, icon, ink, paperOf, seats } from "./drawings";

export type TicketWords = {
  mode: TravelMode;
  modeName: string;
  weekday: string;
  day: string;
  time: string;
  title: string;
  /** Where it stops. */
  where: string;
  /** « 14 places libres », « sur 51 ». */
  seats: { main: string; aside: string; full: boolean };
  total: number;
  taken: number;
  coalition: string;
};

/** A trip as the ticket that its page shows. */
export async function ticketPicture(words: TicketWords): Promise<ReactElement> {
  const { mode, title } = words;
  const hole = {
    position: "absolute",
    left: 318,
    width: 44,
    height: 44,
    borderRadius: 22,
    background: ink.papier,
  } as const;
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        width: "100%",
        height: "100%",
        padding: "56px 60px 40px",
        background: ink.papier,
        color: ink.encre,
        fontFamily: "Atkinson",
      }}
    >
      <div
        style={{
          position: "relative",
          display: "flex",
          height: 462,
          borderRadius: 32,
          overflow: "hidden",
          border: `3px solid ${ink.trait}`,
          borderBottom: `9px solid ${ink.trait}`,
          background: ink.carte,
        }}
      >
        <div
          style={{
            display: "flex",
            flexDirection: "column",
            alignItems: "center",
            justifyContent: "center",
            width: 340,
            padding: 24,
            background: paperOf(mode),
            textAlign: "center",
          }}
        >
          <img alt="" src={await icon(mode)} width={96} height={96} />
          <span style={{ fontSize: 30, fontWeight: 700 }}>{words.modeName}</span>
          <span style={{ fontFamily: "Bricolage", fontSize: 34, lineHeight: 1.15, marginTop: 16 }}>
            {words.weekday}
          </span>
          <span style={{ fontFamily: "Bricolage", fontSize: 34, lineHeight: 1.15 }}>{words.day}</span>
          <span style={{ fontFamily: "Bricolage", fontSize: 72, lineHeight: 1.1, letterSpacing: -2 }}>
            {words.time}
          </span>
        </div>
        {Array.from({ length: 26 }, (_, n) => 12 + n * 19).map((top) => (
          <div
            key={top}
            style={{
              position: "absolute",
              left: 335,
              top,
              width: 10,
              height: 10,
              borderRadius: 5,
              background: ink.papier,
            }}
          />
        ))}
        <div style={{ ...hole, top: -22 }} />
        <div style={{ ...hole, bottom: -22 }} />
        <div
          style={{
            display: "flex",
            flexDirection: "column",
            justifyContent: "center",
            flexGrow: 1,
            width: 620,
            padding: "24px 44px",
          }}
        >
          <span
            style={{
              fontFamily: "Bricolage",
              fontSize: title.length > 40 ? 44 : title.length > 24 ? 54 : 66,
              lineHeight: 1.12,
              letterSpacing: -1,
            }}
          >
            {title}
          </span>
          <span style={{ fontSize: 30, lineHeight: 1.35, marginTop: 16, color: ink["encre-2"] }}>{words.where}</span>
          {words.total <= 60 ? (
            <img alt="" src={seats(mode, words.total, words.taken)} height={96} style={{ marginTop: 28 }} />
          ) : null}
          <div
            style={{
              display: "flex",
              alignItems: "baseline",
              marginTop: 24,
              fontSize: words.seats.main.length > 28 ? 28 : 38,
            }}
          >
            <span style={{ fontWeight: 700, color: words.seats.full ? ink.brique : ink.encre }}>
              {words.seats.main}
            </span>
            <span style={{ marginLeft: 12, color: ink["encre-2"] }}>{words.seats.aside}</span>
          </div>
        </div>
      </div>
      <div style={{ display: "flex", alignItems: "center", marginTop: 28, fontSize: 30 }}>
        <img alt="" src={brand()} width={58} height={44} />
        <span style={{ fontFamily: "Bricolage", fontSize: 34, marginLeft: 16 }}>Cortège</span>
        <span style={{ marginLeft: "auto", color: ink["encre-2"] }}>{words.coalition}</span>
      </div>
    </div>
  );
}
