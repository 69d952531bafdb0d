/** Metadata in both directions. Whoever only writes it imports `idp-metadata.js` and loads no parser. */
export { buildIdpMetadata } from "./idp-metadata.js";
export { readSpMetadata, type SpMetadata } from "./sp-metadata.js";
