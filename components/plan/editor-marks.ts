import { Mark, markInputRule } from "@tiptap/core";
import type { Mark as MarkName } from "@/domain/plan/body";
import { safeHref } from "@/domain/plan/body";

type Shape = {
  readonly tags: readonly [string, ...string[]];
  readonly key: string;
  /** The style under which word processors write the same. */
  readonly style?: readonly [name: string, is: RegExp];
  /** Typed around words, it marks them. */
  readonly signs?: readonly string[];
};

function plainMark(name: MarkName, { tags, key, style, signs = [] }: Shape): Mark {
  return Mark.create({
    name,
    code: name === "code",
    excludes: name === "code" ? "_" : undefined,
    parseHTML: () => [
      ...tags.map((tag) => ({
        tag,
        // Word processors wrap whole documents in a <b> that is none.
        getAttrs: (element: HTMLElement) => (tag === "b" && element.style.fontWeight === "normal" ? false : null),
      })),
      ...(style === undefined
        ? []
        : [{ style: style[0], consuming: false, getAttrs: (value: string) => (style[1].test(value) ? null : false) }]),
    ],
    renderHTML: () => [tags[0], 0],
    addKeyboardShortcuts() {
      return { [key]: () => this.editor.commands.toggleMark(name) };
    },
    addInputRules() {
      return signs.map((sign) => {
        const [s, c] = [sign.replace(/\*/g, "\\*"), `[^${sign[0]}]+`];
        return markInputRule({ find: new RegExp(`(?:^|\\s)(${s}(?!\\s+${s})(${c})${s})$`), type: this.type });
      });
    },
  });
}

/** A link of the web, to a mail or a telephone; anything else stays plain text. */
const PlanLink = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: "a[href]",
      getAttrs: (element: HTMLElement) => {
        const href = safeHref(element.getAttribute("href"));
        return href === null ? false : { href };
      },
    },
  ],
  renderHTML: ({ HTMLAttributes }) => {
    const href = safeHref(HTMLAttributes.href);
    return href === null ? ["span", 0] : ["a", { href, rel: "noopener nofollow" }, 0];
  },
});

/** What words can be, under the names that domain/plan/plan.ts reads. */
export const planMarks: readonly Mark[] = [
  plainMark("bold", {
    tags: ["strong", "b"],
    key: "Mod-b",
    style: ["font-weight", /^(bold(er)?|[5-9]\d{2,})$/],
    signs: ["**", "__"],
  }),
  plainMark("italic", { tags: ["em", "i"], key: "Mod-i", style: ["font-style", /^italic$/], signs: ["*", "_"] }),
  plainMark("strike", {
    tags: ["s", "del", "strike"],
    key: "Mod-Shift-s",
    style: ["text-decoration", /line-through/],
    signs: ["~~"],
  }),
  plainMark("code", { tags: ["code"], key: "Mod-e", signs: ["`"] }),
  plainMark("underline", { tags: ["u"], key: "Mod-u", style: ["text-decoration", /underline/] }),
  PlanLink,
];
