/** The absolute form of an address on a page, `undefined` for what is no address or does not lead anywhere by HTTP. */
export function resolveAddress(address: string, base: string): string | undefined {
  try {
    const url = new URL(address.trim(), base);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}
