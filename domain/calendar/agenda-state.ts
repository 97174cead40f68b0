import { ThingState } from "@/domain/kernel/thing-state";
import { observeEntries, readAllEntries, readEntry } from "./agenda";
import { entryChanges } from "./difference";
import type { AgendaEntry } from "./schema";

/** An agenda that is followed update by update. */
export class AgendaState extends ThingState<AgendaEntry> {
  constructor(state?: Uint8Array) {
    const reading = {
      all: readAllEntries,
      one: readEntry,
      observe: observeEntries,
      // Without a title it is shown to nobody.
      wasShown: ({ title }: AgendaEntry) => title.trim() !== "",
      changes: entryChanges,
    };
    super(reading, state);
  }
}
