/** The drawings of public/icons.svg, 24 px, stroke of 1.75. */
export const iconNames = [
  "arrow",
  "back",
  "bed",
  "bike",
  "bold",
  "calendar",
  "car",
  "check",
  "child",
  "clock",
  "close",
  "coach",
  "comment",
  "copy",
  "dots",
  "down",
  "download",
  "edit",
  "flag",
  "globe",
  "home",
  "link",
  "list",
  "lock",
  "mail",
  "meal",
  "menu",
  "minibus",
  "minus",
  "offline",
  "people",
  "person",
  "phone",
  "pin",
  "plan",
  "plus",
  "print",
  "qr",
  "search",
  "seat",
  "share",
  "sun",
  "train",
  "undo",
  "walk",
  "warning",
  "wheelchair",
] as const;
export type IconName = (typeof iconNames)[number];

/** Named after what is in it: a page of icons asks for it once, and never again. */
const sprite = `/icons.svg?v=${process.env.ICONS_VERSION ?? ""}`;

/** Always beside a word, or inside something that has an `aria-label`: the drawing itself is silent. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <use href={`${sprite}#i-${name}`} />
    </svg>
  );
}
