/** What the editor can do without until it stands: it comes then, in one file, and is kept for when there is no network. */
import { gapCursor } from "@tiptap/pm/gapcursor";

export { readPlan } from "@/domain/plan/read-plan";
export { ImageSheet, LinkSheet } from "./editor-sheets";
export { adoptEntries, hasForeignEntries } from "./foreign-entries";
export { InsertMenu } from "./insert-menu";
export { cleanPastedHtml } from "./paste";
export { pasteImages } from "./paste-images";
export { PlanAgenda } from "./plan-agenda";
export { PlanNotes } from "./plan-notes";
export { TalkSheet } from "./talk-sheet";
export { Toolbar } from "./toolbar";
export { WrittenText } from "./written-text";

export const gaps = gapCursor();
