/** Labels as one reads them in a row: « Aller à Paris ensemble, marche locale ». */
export function spokenList(labels: readonly string[], locale: string): string {
  return labels
    .map((label, index) => (index === 0 ? label : label.charAt(0).toLocaleLowerCase(locale) + label.slice(1)))
    .join(", ");
}
