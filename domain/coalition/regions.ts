/** The regions of France: their départements, and the town that stands for each. */
export const regions = [
  { name: "Auvergne-Rhône-Alpes", capital: "Lyon 69", departements: "01 03 07 15 26 38 42 43 63 69 73 74" },
  { name: "Bourgogne-Franche-Comté", capital: "Dijon 21", departements: "21 25 39 58 70 71 89 90" },
  { name: "Bretagne", capital: "Rennes 35", departements: "22 29 35 56" },
  { name: "Centre-Val de Loire", capital: "Orléans 45", departements: "18 28 36 37 41 45" },
  { name: "Corse", capital: "Ajaccio 2A", departements: "2A 2B" },
  { name: "Grand Est", capital: "Strasbourg 67", departements: "08 10 51 52 54 55 57 67 68 88" },
  { name: "Guadeloupe", capital: "Basse-Terre 971", departements: "971" },
  { name: "Guyane", capital: "Cayenne 973", departements: "973" },
  { name: "Hauts-de-France", capital: "Lille 59", departements: "02 59 60 62 80" },
  { name: "Île-de-France", capital: "Paris 75", departements: "75 77 78 91 92 93 94 95" },
  { name: "La Réunion", capital: "Saint-Denis 974", departements: "974" },
  { name: "Martinique", capital: "Fort-de-France 972", departements: "972" },
  { name: "Mayotte", capital: "Mamoudzou 976", departements: "976" },
  { name: "Normandie", capital: "Rouen 76", departements: "14 27 50 61 76" },
  { name: "Nouvelle-Aquitaine", capital: "Bordeaux 33", departements: "16 17 19 23 24 33 40 47 64 79 86 87" },
  { name: "Occitanie", capital: "Toulouse 31", departements: "09 11 12 30 31 32 34 46 48 65 66 81 82" },
  { name: "Pays de la Loire", capital: "Nantes 44", departements: "44 49 53 72 85" },
  { name: "Provence-Alpes-Côte d’Azur", capital: "Marseille 13", departements: "04 05 06 13 83 84" },
] as const;

export function regionOf(departement: string): string {
  return regions.find((region) => region.departements.split(" ").includes(departement))?.name ?? "";
}
