import type { ReactElement } from "react";
import { brand, ink, procession } from "./drawings";

export type PosterWords = {
  kicker: string;
  title: string;
  lead: string;
  /** On the banner that people carry. */
  banner: string;
};

/** A coalition's cover, or the home page's: who, where, and the procession. */
export async function posterPicture({ kicker, title, lead, banner }: PosterWords): Promise<ReactElement> {
  return (
    <div
      style={{
        position: "relative",
        display: "flex",
        flexDirection: "column",
        width: "100%",
        height: "100%",
        padding: "52px 60px",
        background: ink.affiche,
        color: ink.encre,
        fontFamily: "Atkinson",
      }}
    >
      <div style={{ display: "flex", alignItems: "center" }}>
        <img alt="" src={brand()} width={58} height={44} />
        <span style={{ fontFamily: "Bricolage", fontSize: 34, marginLeft: 16 }}>Cortège</span>
      </div>
      <span style={{ fontSize: 30, fontWeight: 700, marginTop: 40 }}>{kicker}</span>
      <span
        style={{ fontFamily: "Bricolage", fontSize: title.length > 24 ? 72 : 96, lineHeight: 1.02, letterSpacing: -3 }}
      >
        {title}
      </span>
      <span style={{ fontSize: 32, lineHeight: 1.35, marginTop: 16, maxWidth: 1000 }}>{lead}</span>
      <img alt="" src={procession()} width={1200} height={140} style={{ position: "absolute", left: 0, bottom: 12 }} />
      <div
        style={{
          position: "absolute",
          left: 650,
          bottom: 84,
          width: 160,
          display: "flex",
          justifyContent: "center",
          fontFamily: "Bricolage",
          fontSize: 19.5,
        }}
      >
        {banner}
      </div>
      <div style={{ position: "absolute", left: 0, bottom: 0, width: 1200, height: 12, background: ink.encre }} />
    </div>
  );
}
