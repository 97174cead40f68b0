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
  "[locale]/(work)/espace/page.tsx": "account",
  "[locale]/(work)/espace/[coalition]/page.tsx": "participant",
  "[locale]/(work)/espace/[coalition]/plans/page.tsx": "participant",
  "[locale]/(work)/espace/[coalition]/plans/nouveau/page.tsx": "member",
  "[locale]/(work)/espace/[coalition]/plans/[id]/page.tsx": "participant",
  "[locale]/(work)/espace/[coalition]/recherche/page.tsx": "participant",
  "[locale]/(work)/espace/[coalition]/plans/[id]/partage/page.tsx": "member",
  "[locale]/(public)/plan/[token]/page.tsx": "anyone",
  "[locale]/(work)/espace/[coalition]/trajets/[id]/page.tsx": "organiser",
  "[locale]/(work)/espace/[coalition]/trajets/[id]/liste/page.tsx": "organiser",
  "[locale]/(work)/espace/[coalition]/trajets/affiche/page.tsx": "participant",
  "[locale]/(work)/espace/[coalition]/trajets/historique/page.tsx": "participant",
  "[locale]/(work)/espace/[coalition]/trajets/page.tsx": "participant",
  "[locale]/(work)/espace/[coalition]/agenda/page.tsx": "participant",
  "[locale]/(public)/page.tsx": "anyone",
  "[locale]/(public)/connexion/page.tsx": "anyone",
  "[locale]/(public)/connexion/code/page.tsx": "anyone",
  "[locale]/(public)/connexion/lien/[token]/page.tsx": "anyone",
  "[locale]/(public)/connexion/demo/[token]/page.tsx": "demo",
  "[locale]/(public)/boite-demo/page.tsx": "demo",
  "[locale]/(public)/introuvable/page.tsx": "anyone",
  "[locale]/(public)/hors-ligne/page.tsx": "anyone",
  "[locale]/(work)/compte/page.tsx": "account",
  "[locale]/[...rest]/page.tsx": "anyone",
  "[locale]/(public)/[coalition]/page.tsx": "anyone",
  "[locale]/(public)/[coalition]/trajet/[id]/page.tsx": "anyone",
  "[locale]/(public)/[coalition]/agenda/page.tsx": "anyone",
  "[locale]/(public)/[coalition]/agenda/[id]/page.tsx": "anyone",
  "[locale]/(public)/[coalition]/dates/[id]/[[...reply]]/page.tsx": "anyone",
  "[locale]/(work)/espace/[coalition]/dates/page.tsx": "participant",
  "[locale]/(work)/espace/[coalition]/dates/[id]/page.tsx": "participant",
  "[locale]/(public)/reservations/page.tsx": "anyone",
  "[locale]/(public)/reservations/[key]/[[...signup]]/page.tsx": "anyone",
  "[locale]/(public)/confidentialite/page.tsx": "anyone",
};
/** Route handlers, `METHOD path`. */
export const routes: Record<string, Permission> = {
  "POST api/images/[coalition]/route.ts": "member",
  "GET api/images/[coalition]/[image]/route.ts": "participant",
  "GET api/plans/[coalition]/[plan]/route.ts": "participant",
  "GET api/partage/[token]/[image]/route.ts": "anyone",
  "GET api/image/[locale]/[[...of]]/route.ts": "anyone",
  "GET api/recherche/[coalition]/route.ts": "participant",
  "GET api/historique/[coalition]/[row]/route.ts": "participant",
  "GET api/agenda/[key]/[[...signup]]/route.ts": "anyone",
  "GET api/calendrier/[...of]/route.ts": "anyone",
};
/** Server actions by exported name. */
export const actions: Record<string, Permission> = {
  archivePlanAction: "member",
  makePlanAction: "member",
  sharePlanAction: "member",
  unsharePlanAction: "member",
  addPersonAction: "organiser",
  answerOfferForAction: "organiser",
  cancelPersonAction: "organiser",
  cancelTripAction: "organiser",
  cancelEntryAction: "coordinator",
  confirmPersonAction: "organiser",
  movePersonAction: "organiser",
  markPaidAction: "organiser",
  giveTripAction: "coordinator",
  takeTripBackAction: "coordinator",
  keepBeforeImport: "member",
  nameVersionAction: "member",
  removeVersionAction: "member",
  eraseChangeAction: "coordinator",
  flattenSheetAction: "coordinator",
  requestSignIn: "anyone",
  enterWithCode: "anyone",
  enterWithLink: "anyone",
  enterDemo: "demo",
  signOut: "anyone",
  renameMyself: "account",
  sharePhone: "account",
  goAlong: "account",
  chooseTheme: "anyone",
  bookSeat: "anyone",
  findBookings: "anyone",
  confirmByCode: "anyone",
  confirmByLink: "anyone",
  resendCode: "anyone",
  answerOffer: "anyone",
  sayComing: "anyone",
  cancelBooking: "anyone",
  changeBooking: "anyone",
  claimBooking: "account",
  answerPoll: "anyone",
  makePollAction: "member",
  removePollAction: "member",
};
/** socket.io events that clients send. */
export const socketEvents: Record<string, Permission> = {
  "counts:watch": "anyone",
};
