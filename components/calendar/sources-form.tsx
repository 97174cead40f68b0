"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

export type SourcesState = { error: string | null; fieldError: string | null };
export type SourcesAction = (previous: SourcesState, form: FormData) => Promise<SourcesState>;
type Source = { id: string; title: string; url: string; problem: string | null };

/** Calendars of elsewhere that stand beside the agenda: those there are, and the form for another. */
export function SourcesForm({
  slug,
  sources,
  add,
  remove,
  texts,
}: {
  slug: string;
  sources: readonly Source[];
  add: SourcesAction;
  remove: SourcesAction;
  texts: Record<"about" | "title" | "url" | "urlHint" | "add" | "remove", string>;
}) {
  const [added, submitAdd, adding] = useActionState(add, { error: null, fieldError: null });
  const [removed, submitRemove, removing] = useActionState(remove, { error: null, fieldError: null });
  const error = added.error ?? removed.error;
  return (
    <div className="entry-form">
      <p className="soft">{texts.about}</p>
      {sources.length === 0 ? null : (
        <ul className="rows plain">
          {sources.map(({ id, title, url, problem }) => (
            <li key={id}>
              <div>
                <strong>{title}</strong>
                <p className="soft small break-all">{url}</p>
                {problem === null ? null : <p className="small">{problem}</p>}
              </div>
              <form action={submitRemove}>
                <input type="hidden" name="slug" value={slug} />
                <input type="hidden" name="id" value={id} />
                <Button kind="second" slim busy={removing} aria-label={`${texts.remove} : ${title}`}>
                  {texts.remove}
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form className="stack fill" action={submitAdd}>
        <input type="hidden" name="slug" value={slug} />
        <Field id="source-title" name="title" label={texts.title} maxLength={80} required />
        <Field
          id="source-url"
          name="url"
          type="url"
          label={texts.url}
          hint={texts.urlHint}
          error={added.fieldError}
          maxLength={500}
          required
        />
        {error ? (
          <p className="error" role="alert">
            {error}
          </p>
        ) : null}
        <Button kind="second" busy={adding}>
          {texts.add}
        </Button>
      </form>
    </div>
  );
}
