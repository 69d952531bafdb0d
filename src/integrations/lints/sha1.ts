/** SHA-1 can be forged for a price, and current libraries refuse it. */
import { defineLint, signOnOf } from "../lint.js";

export default defineLint({
  level: "warning",
  judge({ app }) {
    const { signatureAlgorithm, digestAlgorithm } = signOnOf(app);
    const why = "SHA-1 collisions can be made, and libraries of today refuse such signatures by default";
    return [
      ...(signatureAlgorithm === "RSA_SHA1"
        ? [{ path: "settings.signOn.signatureAlgorithm", seen: "RSA_SHA1", why, instead: "RSA_SHA256" }]
        : []),
      ...(digestAlgorithm === "SHA1"
        ? [{ path: "settings.signOn.digestAlgorithm", seen: "SHA1", why, instead: "SHA256" }]
        : []),
    ];
  },
});
