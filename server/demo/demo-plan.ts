import * as Y from "yjs";
import { bodyFragment, newPlan } from "@/domain/plan/plan";
import { type DemoData, demoId } from "./demo-data";
import type { Shift } from "./shift-dates";

type Attributes = Record<string, string | number>;
type Node = { name: string; attributes?: Attributes; children?: (Node | string)[] };
const paragraph = (text: string): Node => ({ name: "paragraph", children: [text] });
const heading = (text: string): Node => ({ name: "heading", attributes: { level: 2 }, children: [text] });
const list = (name: "bulletList" | "taskList", items: readonly string[]): Node => ({
  name,
  children: items.map((text) => ({
    name: name === "taskList" ? "taskItem" : "listItem",
    children: [paragraph(text)],
  })),
});

export const planDocumentId = (coalition: string) => demoId("plan", coalition);

/** The plan of the first coalition as its members would have written it, with what stands in its agenda. */
export function demoPlan(data: DemoData, shift: Shift): { coalition: string; title: string; state: Uint8Array } {
  const coalition = data.coalitions[0]?.id ?? "";
  const entry = (id: string): Node => ({ name: "entry", attributes: { entryId: demoId("entry", coalition, id) } });
  const title = shift.text("Cap sur le {{2015-11-29}}");
  const doc = new Y.Doc();
  Y.applyUpdate(doc, newPlan(title));
  bodyFragment(doc).insert(
    0,
    [
      paragraph(
        "Remplir deux cars et un groupe train, et que personne ne voyage sans savoir qui l’accueille à l’arrivée.",
      ),
      heading("D’ici là"),
      entry("wazemmes"),
      entry("print"),
      heading("La veille et le jour même"),
      list("bulletList", [
        "Chaque personne responsable de car a la liste imprimée et un téléphone chargé.",
        "Rendez-vous quinze minutes avant le départ.",
        "Au retour, on compte avant de fermer les portes.",
      ]),
      entry("bagnolet"),
      heading("À ne pas oublier"),
      list("taskList", ["Gilets jaunes et brassards", "Trousse de secours dans chaque car", "Banderole et adhésif"]),
    ].map(toElement),
  );
  return { coalition, title, state: Y.encodeStateAsUpdate(doc) };
}

function toElement({ name, attributes = {}, children = [] }: Node): Y.XmlElement {
  const element = new Y.XmlElement<Attributes>(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.insert(
    0,
    children.map((child) => (typeof child === "string" ? new Y.XmlText(child) : toElement(child))),
  );
  return element as Y.XmlElement;
}
