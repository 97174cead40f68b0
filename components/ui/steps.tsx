/** How far one is, drawn as seats; `label` says it in words (« Étape 2 sur 4 »). */
export function Steps({ at, total, label }: { at: number; total: number; label: string }) {
  return (
    <p className="steps">
      <span aria-hidden="true">
        {Array.from({ length: total }, (_, index) => index + 1).map((step) => (
          <i key={step} className={step < at ? "done" : step === at ? "now" : undefined} />
        ))}
      </span>
      {label}
    </p>
  );
}
