import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Children, isValidElement, type ReactElement, type ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { Procession } from "@/components/ui/procession";
import { Seats } from "@/components/ui/seats";
import type { TravelMode } from "@/components/ui/ticket";

/** The light tokens: a picture is seen on other people's pages, whose scheme we do not know. */
export const ink = {
  papier: "#fbf7ef",
  carte: "#ffffff",
  encre: "#1d2a2e",
  "encre-2": "#4a585c",
  bord: "#857a66",
  trait: "#d8cdb8",
  sapin: "#0f5b4c",
  sur: "#ffffff",
  soleil: "#f5b83d",
  brique: "#a5360a",
  ambre: "#8a5a00",
  ciel: "#1f5f99",
  affiche: "#fbdf9b",
  colline: "#f8ce71",
  "pr-1": "#b23a48",
  "pr-2": "#5b4bb5",
  "pr-5": "#8a3a8f",
} as const;

/** What the stylesheet says of drawings, for pictures that have none. */
const classes: Record<string, string> = {
  wall: `fill="${ink.colline}"`,
  hull: `fill="none" stroke="${ink.bord}" stroke-width="1.5"`,
  taken: `fill="${ink.sapin}"`,
  free: `fill="${ink.carte}" stroke="${ink.bord}"`,
};

const papers: Record<TravelMode, string> = {
  coach: "#fbdf9b",
  minibus: "#fbdf9b",
  train: "#d2e2f1",
  car: "#d3e9dd",
  bike: "#f9d9c7",
  walk: "#e4dcf0",
};
export const paperOf = (mode: TravelMode) => papers[mode];

/** The first drawing of one of our components as an address that a picture can show. Its words are left out. */
export function drawing(node: ReactNode): string {
  const svg = /<svg[\s\S]*?<\/svg>/.exec(written(node))?.[0] ?? "";
  return `data:image/svg+xml;base64,${Buffer.from(svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')).toString("base64")}`;
}

export const brand = () => drawing(<Brand href="/" name="" />);
export const procession = () => drawing(<Procession words="" />);
export const seats = (mode: TravelMode, total: number, taken: number) =>
  drawing(<Seats mode={mode} total={total} taken={taken} />);

/** An icon of public/icons.svg, stroked as our pages do. */
export async function icon(name: TravelMode): Promise<string> {
  const sprite = await readFile(join(process.cwd(), "public/icons.svg"), "utf8");
  const inside = new RegExp(`<symbol id="i-${name}"[^>]*>([\\s\\S]*?)</symbol>`).exec(sprite)?.[1] ?? "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${ink.encre}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

/** A tree of plain SVG elements as text: no hooks, no handlers, only our own drawings. */
function written(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(written).join("");
  if (!isValidElement(node)) return "";
  const { type, props } = node as ReactElement<Record<string, unknown>>;
  if (typeof type === "function") return written((type as (props: unknown) => ReactNode)(props));
  const { children, ...attributes } = props;
  const inside = Children.toArray(children as ReactNode)
    .map(written)
    .join("");
  if (typeof type !== "string") return inside;
  if (type === "text") return "";
  return `<${type}${Object.entries(attributes).map(attribute).join("")}>${inside}</${type}>`;
}

function attribute([name, value]: [string, unknown]): string {
  if (name === "className") return classes[String(value)] ? ` ${classes[String(value)]}` : "";
  if (typeof value !== "string" && typeof value !== "number") return "";
  const kept = /^(viewBox|preserveAspectRatio)$/.test(name);
  const written = kept ? name : name.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`);
  const text = String(value).replace(
    /var\(--([\w-]+)\)/g,
    (_, token: string) => ink[token as keyof typeof ink] ?? "none",
  );
  return ` ${written}="${text.replaceAll('"', "&quot;")}"`;
}
