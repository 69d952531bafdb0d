/** Libraries behind some functions of the language, imported when the first of those is used. */

let luxonModule: typeof import("luxon") | undefined;
let countriesModule: typeof import("iso-3166-1")["default"] | undefined;

/** Moments and time zones. */
export async function luxon(): Promise<typeof import("luxon")> {
  luxonModule ??= await import("luxon");
  return luxonModule;
}

/** The countries of ISO 3166. */
export async function countries(): Promise<typeof import("iso-3166-1")["default"]> {
  countriesModule ??= (await import("iso-3166-1")).default;
  return countriesModule;
}

/**
 * Imports what the functions that a text names need. Its evaluation then waits for nothing but itself, so that it can
 * stand in a transaction, which may await nothing but the database.
 */
export async function loadLibrariesFor(text: string): Promise<void> {
  if (/\bTime\s*\./.test(text)) await luxon();
  if (/\bIso3166Convert\s*\./.test(text)) await countries();
}
