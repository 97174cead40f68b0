/** Two or three big numbers with their word under them. */
export function Figures({
  figures,
}: {
  figures: readonly { value: number | string; label: string; hot?: boolean; id?: string }[];
}) {
  return (
    <dl className="figures">
      {figures.map((figure) => (
        <div key={figure.label} className={figure.hot ? "hot" : undefined}>
          <dt>{figure.label}</dt>
          <dd data-figure={figure.id}>{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}
