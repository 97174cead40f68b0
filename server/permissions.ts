/** Who may call what. A page, route handler, action or socket event that is not here fails the build. */
export type Permission =
  | "anyone"
  | "account"
  | "participant"
  | "member"
  | "coordinator"
  | "organiser"
  | "national"
  | "demo";

/** By path below app/, e.g. `[locale]/(public)/page.tsx`. Not yours answers like unknown: 404. */
export const pages: Record<string, Permission> = {
  "[locale]/(public)/page.tsx": "anyone",
};
/** Route handlers, `METHOD path`. */
export const routes: Record<string, Permission> = {};
/** Server actions by exported name. */
export const actions: Record<string, Permission> = {};
/** socket.io events that clients send. */
export const socketEvents: Record<string, Permission> = {};
