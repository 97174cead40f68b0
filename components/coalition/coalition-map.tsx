import { departmentPoints, overseas } from "./department-points";
import { placeLabels } from "./map-labels";

/** A département with coalitions of the list: what it is called, what is read aloud, and where it leads. */
export type MapPlace = { departement: string; name: string; label: string; href: string };

/** Named after what is in it, as the icons are. */
const drawing = `/carte.svg?v=${process.env.MAP_VERSION ?? ""}#points`;

/** A dot per département, those of the list by a name and as links. It only repeats the list. */
export function CoalitionMap({
  label,
  caption,
  places,
  names,
}: {
  label: string;
  caption: string;
  places: readonly MapPlace[];
  /** Of the départements overseas, by their code. */
  names: Readonly<Record<(typeof overseas)[number], string>>;
}) {
  const found = departmentPoints.flatMap(([id, x, y]) => {
    const place = places.find(({ departement }) => departement === id);
    return place ? [{ id, x, y, name: place.name, place }] : [];
  });
  const linked = new Map(found.map(({ id, place }) => [id, place]));
  return (
    <figure className="map">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no field set */}
      <svg viewBox="0 6 632 580" role="group" aria-label={label}>
        <use href={drawing} fill="var(--bord)" opacity=".55" />
        {departmentPoints.map(([id, x, y]) => {
          const code = overseas.find((each) => each === id);
          return code === undefined || linked.has(id) ? null : (
            <text key={id} className="map-name far" x={x + 18} y={y + 7}>
              {names[code]}
            </text>
          );
        })}
        {placeLabels(found).map(({ id, name, x, y, labelX, labelY, anchor, fits }) => (
          <a key={id} href={linked.get(id)?.href} aria-label={linked.get(id)?.label}>
            <circle className="map-touch" cx={x} cy={y} r="24" />
            <circle cx={x} cy={y} r="13" fill="var(--sapin)" />
            <circle cx={x} cy={y} r="5" fill="var(--soleil)" />
            {fits && (
              <text className="map-name" x={labelX} y={labelY} textAnchor={anchor}>
                {name}
              </text>
            )}
          </a>
        ))}
      </svg>
      <figcaption className="soft small">{caption}</figcaption>
    </figure>
  );
}
