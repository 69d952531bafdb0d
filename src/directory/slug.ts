const WORDS = /[a-z0-9]+/g;

/**
 * The short name that people type: lower case, letters and digits, joined by `-`.
 * A label without any such character becomes `app`.
 */
export const slugOf = (label: string, joiner = "-"): string => (wordsOf(label) ?? ["app"]).join(joiner).slice(0, 60);

/** Whether a short name can be made of the label at all. */
export const hasSlug = (label: string): boolean => wordsOf(label) !== null;

const wordsOf = (label: string) =>
  label
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .match(WORDS);
