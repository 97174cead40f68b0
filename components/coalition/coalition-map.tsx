import { departmentPoints } from "./department-points";
import { placeLabels } from "./map-labels";

type Props = {
  title: string;
  caption: string;
  /** One name per département is enough: the list has them all. */
  coalitions: readonly { id: string; town: string; departement: string }[];
};

/** A dot per département, the listed coalitions by the name of their town. It only repeats the list. */
export function CoalitionMap({ title, caption, coalitions }: Props) {
  const found = departmentPoints.flatMap(([code, x, y]) => {
    const coalition = coalitions.find(({ departement }) => departement === code);
    return coalition ? [{ id: code, name: coalition.town, x, y }] : [];
  });
  const named = new Set(found.map(({ id }) => id));
  return (
    <figure className="map">
      <svg viewBox="0 6 632 580" role="img" aria-labelledby="map-title">
        <title id="map-title">{title}</title>
        <g fill="var(--bord)" opacity=".55">
          {departmentPoints.map(([code, x, y]) => (named.has(code) ? null : <circle key={code} cx={x} cy={y} r="5" />))}
        </g>
        {placeLabels(found).map(({ id, name, x, y, labelX, labelY, anchor }) => (
          <g key={id}>
            <circle cx={x} cy={y} r="13" fill="var(--sapin)" />
            <circle cx={x} cy={y} r="5" fill="var(--soleil)" />
            <text className="map-name" x={labelX} y={labelY} textAnchor={anchor}>
              {name}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="soft small">{caption}</figcaption>
    </figure>
  );
}
