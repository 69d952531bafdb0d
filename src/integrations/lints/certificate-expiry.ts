/** A certificate that ends soon: the day after, every sign-in fails at once. */
import { X509Certificate } from "node:crypto";
import { atPath } from "../field.js";
import { defineLint, type LintFinding } from "../lint.js";

const SOON_MS = 30 * 24 * 3600 * 1000;

export default defineLint({
  level: "warning",
  judge({ app, certificates, now }) {
    const ends = (path: string, whose: string, notAfter: Date, advice: string): LintFinding[] =>
      notAfter.getTime() - now.getTime() > SOON_MS
        ? []
        : [
            {
              path,
              seen: `${notAfter < now ? "ended" : "ends"} on ${notAfter.toISOString().slice(0, 10)}`,
              why: `${whose} cannot be used after that day`,
              advice,
            },
          ];
    return [
      ...certificates.flatMap(({ notAfter }) =>
        ends("credentials.signing", "the certificate that signs", notAfter, `appint keys rotate ${app.slug}`),
      ),
      ...SP_CERTIFICATES.flatMap(({ path, whose, member = path }) => {
        const notAfter = endOf(atPath(app.document, member));
        return notAfter ? ends(path, whose, notAfter, "get the SP's new certificate and set it") : [];
      }),
    ];
  },
});

const SP_CERTIFICATES = [
  {
    path: "settings.signOn.spCertificate",
    member: "settings.signOn.spCertificate.x5c",
    whose: "the SP's certificate for signatures",
  },
  { path: "settings.signOn.assertionEncryption.x5c", whose: "the SP's certificate for encryption" },
];

/** @param x5c a list with one certificate in base64, or that certificate */
function endOf(x5c: unknown): Date | undefined {
  const [certificate] = Array.isArray(x5c) ? x5c : [x5c];
  if (typeof certificate !== "string") return undefined;
  try {
    return new Date(new X509Certificate(Buffer.from(certificate, "base64")).validTo);
  } catch {
    return undefined; // what is no certificate was judged when it was given
  }
}
