import type { JSONContent } from "@tiptap/core";
import type { NewEntry } from "@/domain/calendar/agenda";
import type { EntryKind } from "@/domain/calendar/schema";
import { dayAndMonth, dayToDate } from "@/domain/kernel/spoken-date";
import { daysBefore, declaration, type TemplateTask, templateParts } from "@/domain/plan/template";
import type { Template } from "@/domain/plan/template-names";

/** Texts of the product under `plan.template`. */
export type TemplateWords = (key: string, values?: Record<string, string>) => string;

/**
 * What a template writes into an empty plan, its tasks counted back from the day where one is given. `write` makes an entry
 * of the agenda and gives its id.
 */
export function templateContent(
  { name, day }: { name: Template; day: string | null },
  t: TemplateWords,
  locale: string,
  write: (fields: NewEntry) => string | null,
): JSONContent[] {
  const say = (date: string) => dayAndMonth(dayToDate(date), locale);
  const titleOf = ({ key }: TemplateTask): string => {
    const words = t(`${name}.${key}`);
    if (day === null || key !== "declare") return words;
    const [first, last] = [daysBefore(day, declaration.first), daysBefore(day, declaration.last)];
    return t("between", { task: words, first: say(first), last: say(last) });
  };
  const entry = (fields: NewEntry): JSONContent | null => {
    const entryId = write(fields);
    return entryId === null ? null : { type: "entry", attrs: { entryId } };
  };
  const tasks = templateParts[name].map((part): JSONContent[] => [
    { type: "heading", attrs: { level: 1 }, content: [text(t(`part.${part.key}`))] },
    ...part.tasks.map((each) => {
      const due = day === null ? null : daysBefore(day, each.before);
      // Where the agenda is full, the words stay.
      return entry({ kind: "task", title: titleOf(each), due }) ?? paragraph(titleOf(each));
    }),
  ]);
  const action = entry({ kind: kinds[name], title: t(`${name}.name`), start: day });
  return [paragraph(t(`${name}.aim`)), ...(action ? [action] : []), ...tasks.flat(), paragraph("")];
}

const kinds: Record<Template, EntryKind> = {
  march: "action",
  meeting: "meeting",
  village: "action",
  leafleting: "leafleting",
};

function text(words: string): JSONContent {
  return { type: "text", text: words };
}

function paragraph(words: string): JSONContent {
  return words === "" ? { type: "paragraph" } : { type: "paragraph", content: [text(words)] };
}
