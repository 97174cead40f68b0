import { ThingState } from "@/domain/kernel/thing-state";
import { rowChanges } from "./difference";
import type { SheetRow } from "./schema";
import { observeRows, readAllRows, readRow } from "./sheet";

/** A sheet that is followed update by update. */
export class SheetState extends ThingState<SheetRow> {
  constructor(state?: Uint8Array) {
    const reading = {
      all: readAllRows,
      one: readRow,
      observe: observeRows,
      // Until it has a place among the others, a row was not shown.
      wasShown: ({ removed, order }: SheetRow) => !removed || order !== "",
      changes: rowChanges,
    };
    super(reading, state);
  }
}
