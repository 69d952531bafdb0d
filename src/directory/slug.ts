/**
 * The short name that people type: lower case, letters and digits, joined by `-`.
 * A label without any such character becomes `app`.
 */
export function slugOf(label: string, joiner = "-"): string {
  const words = label
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (words ?? ["app"]).join(joiner).slice(0, 60);
}
