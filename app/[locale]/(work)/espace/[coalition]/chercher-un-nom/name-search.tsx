"use client";

import { startTransition, useActionState } from "react";
import { type FoundLine, FoundList } from "@/components/coalition/found-list";
import { type Act, ActForm } from "@/components/signup/act-form";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Section } from "@/components/ui/section";

/** What was looked for, and what was found, in words. */
export type NameAnswer = {
  asked: string;
  found: {
    places: { title: string; lead: string; lines: FoundLine[] };
    /** Documents that hold it, now or only as they stood before. */
    before: { lead: string; documents: { document: string; name: string; now: boolean; dropWhat: string }[] };
  } | null;
};
type Texts = Record<"label" | "hint" | "find" | "before" | "still" | "drop" | "dropNote" | "sure", string>;

/** One field and one button; what is found stands below. Works without JavaScript. */
export function NameSearch({
  action,
  drop,
  coalition,
  texts,
}: {
  action: (before: NameAnswer, form: FormData) => Promise<NameAnswer>;
  /** Has a document start anew. */
  drop: Act;
  coalition: string;
  texts: Texts;
}) {
  const [{ asked, found }, send, busy] = useActionState(action, { asked: "", found: null });
  const again = () => {
    const form = new FormData();
    form.set("coalition", coalition);
    form.set("name", asked);
    startTransition(() => send(form));
  };
  return (
    <>
      <form className="search-form" action={send}>
        <input type="hidden" name="coalition" value={coalition} />
        <Field
          id="name"
          name="name"
          type="search"
          label={texts.label}
          hint={texts.hint}
          defaultValue={asked}
          key={asked}
          maxLength={100}
          autoComplete="off"
        />
        <Button kind="main" busy={busy}>
          {texts.find}
        </Button>
      </form>
      {found === null ? null : (
        <>
          <Section id="textes" title={found.places.title}>
            <p className="soft">{found.places.lead}</p>
            <FoundList lines={found.places.lines} />
          </Section>
          <Section id="avant" title={texts.before}>
            <p className="soft">{found.before.lead}</p>
            {found.before.documents.length === 0 ? null : (
              <ul className="stack">
                {found.before.documents.map(({ document, name, now, dropWhat }) => (
                  <li className="stack fill" key={document}>
                    <h3>{name}</h3>
                    {now ? (
                      <p>{texts.still}</p>
                    ) : (
                      <ActForm
                        act={drop}
                        hidden={{ coalition, document, name: asked }}
                        kind="danger"
                        submit={
                          <>
                            {texts.drop}
                            <span className="sr">{dropWhat}</span>
                          </>
                        }
                        onDone={again}
                      >
                        <p>{texts.dropNote}</p>
                        <Check id={`sure-${document}`} name="sure" required>
                          {texts.sure}
                        </Check>
                      </ActForm>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </>
      )}
    </>
  );
}
