import { Button } from "@/components/ui/button";

type Props = { slug: string; locale: string; label: string; send: string; hint?: string; material?: string };

/** A file alone; `material` is the one of which it is the next version. */
export function FileForm({ slug, locale, label, send, hint, material }: Props) {
  const id = `file-${material ?? "new"}`;
  return (
    <form
      className="stack"
      method="post"
      encType="multipart/form-data"
      action={`/api/depot/${slug}/materiel?langue=${locale}`}
    >
      {material ? <input type="hidden" name="material" value={material} /> : null}
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <input
          className="input"
          id={id}
          name="file"
          type="file"
          accept=".pdf,.png,.jpg,.jpeg,.odt,.ods,.odp"
          aria-describedby={hint ? `${id}-hint` : undefined}
          required
        />
        {hint ? (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        ) : null}
      </div>
      <p>
        <Button kind="second">{send}</Button>
      </p>
    </form>
  );
}
