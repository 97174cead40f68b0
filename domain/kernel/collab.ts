/** How the server closes a document's socket. Codes 4400–4499 stop an unmodified provider's retries; 4503 does not. */
export const collabClose = {
  /** A frame that no honest client sends. */
  malformed: 4400,
  signIn: 4401,
  readOnly: 4403,
  /** Unknown, or not yours: alike. */
  notFound: 4404,
  /** Someone else's client id: take a new `Y.Doc`. */
  clientTaken: 4409,
  /** The document's history was flattened since: the device's copy must not come back. */
  oldGeneration: 4410,
  /** Too large or too fast. */
  tooMuch: 4413,
  /** Come again: access is decided anew, and what was not acknowledged is sent again. */
  comeAgain: 4503,
} as const;
export type CollabClose = (typeof collabClose)[keyof typeof collabClose];

/** First number of a frame on a document's socket; 0, 1, 2 and 3 are y-websocket's. */
export const collabMessage = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, ack: 100, state: 101 } as const;

/**
 * What a page hears of a document that it shows: pages show another text of it, what stands beside changed, or whoever
 * listens may do something else in its coalition from now on.
 */
export const newsKinds = ["text", "beside", "access"] as const;
export type News = (typeof newsKinds)[number];
/** Where it hears it; the room's name follows. */
export const newsPrefix = "/nouvelles/";
