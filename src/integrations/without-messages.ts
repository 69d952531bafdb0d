/** The `signOn` member of an app that no protocol message signs anybody in to: all that it has is its tile. */
export const withoutMessages = (embedUrl: string): Record<string, unknown> => ({
  metadataUrl: null,
  embedUrl,
  issuer: null,
  signOnUrl: null,
  logoutUrl: null,
  certificates: [],
});
