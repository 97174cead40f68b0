import type { JSONContent } from "@tiptap/core";
import { dayToDate, spokenDay } from "@/domain/kernel/spoken-date";
import { daysBefore, declaration, type TemplateTask, templateParts } from "@/domain/plan/template";
import type { Template } from "@/domain/plan/template-names";

/** Texts of the product under `plan.template`. */
export type TemplateWords = (key: string, values?: Record<string, string>) => string;

/** What a template writes into an empty plan, its tasks counted back from the day where one is given. */
export function templateContent(
  { name, day }: { name: Template; day: string | null },
  t: TemplateWords,
  locale: string,
): JSONContent[] {
  const say = (date: string) => spokenDay(dayToDate(date), locale);
  const task = ({ key, before }: TemplateTask): string => {
    const words = t(`${name}.${key}`);
    if (day === null) return words;
    if (key === "declare") {
      const [first, last] = [daysBefore(day, declaration.first), daysBefore(day, declaration.last)];
      return t("between", { task: words, first: say(first), last: say(last) });
    }
    return t("due", { task: words, day: say(daysBefore(day, before)) });
  };
  return [
    paragraph(t(`${name}.aim`)),
    ...templateParts[name].flatMap((part): JSONContent[] => [
      { type: "heading", attrs: { level: 1 }, content: [text(t(`part.${part.key}`))] },
      {
        type: "taskList",
        content: part.tasks.map((each) => ({
          type: "taskItem",
          attrs: { checked: false },
          content: [paragraph(task(each))],
        })),
      },
    ]),
    paragraph(""),
  ];
}

function text(words: string): JSONContent {
  return { type: "text", text: words };
}

function paragraph(words: string): JSONContent {
  return words === "" ? { type: "paragraph" } : { type: "paragraph", content: [text(words)] };
}
