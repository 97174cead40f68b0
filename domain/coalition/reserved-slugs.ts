/** What no coalition can be called: everything of ours at the root. A test compares it with the folders of `app`. */
export const reservedSlugs = [
  "_next",
  "agenda",
  "api",
  "boite-demo",
  "collab",
  "compte",
  "confidentialite",
  "connexion",
  "declarer",
  "en",
  "espace",
  "fr",
  "national",
  "reservations",
  "sante",
  "socket.io",
];
