import * as Y from "yjs";
import { fold } from "./search-words";

/** What an item of a document says: typed text, or the values of fields. */
function textOf(content: unknown): string | null {
  if (content instanceof Y.ContentString) return content.str;
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return `\n${JSON.stringify(content.arr)}\n`;
  if (content instanceof Y.ContentFormat) return `\n${JSON.stringify(content.value)}\n`;
  if (content instanceof Y.ContentEmbed) return `\n${JSON.stringify(content.embed)}\n`;
  return null;
}

/**
 * Words in the updates of a document, also those that were deleted in it since: what somebody typed in one go is read as
 * one text, however many updates it came in. What was mended letter by letter may be missed.
 */
export class WrittenWords {
  readonly #said = new Map<number, Map<number, { text: string; end: number }>>();

  add(update: Uint8Array): void {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item)) continue;
      const text = textOf(struct.content);
      if (text === null) continue;
      const { client, clock } = struct.id;
      const items = this.#said.get(client) ?? new Map<number, { text: string; end: number }>();
      this.#said.set(client, items);
      const known = items.get(clock);
      if (!known || known.end < clock + struct.length) items.set(clock, { text, end: clock + struct.length });
    }
  }

  /** Whether all of these words (`searchWords`) stand in one stretch of it. */
  holds(words: readonly string[]): boolean {
    for (const items of this.#said.values()) {
      let stretch = "";
      let end = -1;
      const found = () => words.every((word) => fold(stretch).includes(word));
      for (const [clock, item] of [...items].sort(([a], [b]) => a - b)) {
        if (item.end <= end) continue;
        if (clock > end) {
          if (stretch && found()) return true;
          stretch = "";
        }
        // What a longer item of another update began is not said twice.
        stretch += clock < end ? item.text.slice(end - clock) : item.text;
        end = item.end;
      }
      if (stretch && found()) return true;
    }
    return false;
  }
}
