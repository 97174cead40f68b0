/*
 * Stands for lib0's own `logging` and `dom` in browsers. Yjs prints two warnings with the one and y-tiptap asks the other for
 * the document, but each brings colours for consoles and a library of schemas.
 */

const words = (parts: readonly unknown[]) => parts.filter((part) => typeof part === "string" && part !== "").join("");

export const print = (...parts: unknown[]): void => console.info(words(parts));
export const warn = (...parts: unknown[]): void => console.warn(words(parts));
/** Styles of a console that is not coloured here. */
export const [ORANGE, RED, BOLD, UNBOLD] = ["", "", "", ""];

export const doc: unknown = typeof document === "undefined" ? {} : document;
