import * as Y from "yjs";
import { writeText } from "@/domain/kernel/document-undo";
import { planLimits } from "./body";

/*
 * How a plan lies in its document, which read-plan.ts reads; the only other place that knows it is the editor's schema, which
 * uses these names:
 *   doc.getMap("plan"):          { title: Y.Text, template: name of the template that was written into it }
 *   doc.getXmlFragment("body"):  the text, an XmlElement a node and XmlText with marks, as y-tiptap writes it
 * What is read may come from a hostile client: nothing here throws on it, and what is not on the list is left out.
 */
export type PlanDoc = Y.Doc;
export const bodyField = "body";

/** The text in which the editor writes. */
export function bodyFragment(doc: PlanDoc): Y.XmlFragment {
  return doc.getXmlFragment(bodyField);
}

function shapeOf(doc: PlanDoc): Y.Map<unknown> {
  return doc.getMap("plan");
}

/** What a plan's document begins with. The server seeds it; all else is written by browsers. */
export function newPlan(title: string): Uint8Array {
  const doc = new Y.Doc();
  shapeOf(doc).set("title", new Y.Text(title.slice(0, planLimits.title)));
  return Y.encodeStateAsUpdate(doc);
}

/** Null in a document that never was a plan. */
function titleText(doc: PlanDoc): Y.Text | null {
  const title = shapeOf(doc).get("title");
  return title instanceof Y.Text ? title : null;
}

/** The title as it is being typed. */
export function planTitle(doc: PlanDoc): string {
  return titleText(doc)?.toString() ?? "";
}

/** Two people who type in one title keep both. */
export function setTitle(doc: PlanDoc, typed: string): void {
  writeText(doc, shapeOf(doc), "title", typed.slice(0, planLimits.title), "title");
}

/** The template whose words stand in the text already, if any. */
export function writtenTemplate(doc: PlanDoc): string | null {
  const name = shapeOf(doc).get("template");
  return typeof name === "string" ? name : null;
}

export function noteTemplate(doc: PlanDoc, name: string): void {
  shapeOf(doc).set("template", name);
}
