/** Values of XML Schema types, read leniently: what is not one of them is absent. */

/** `true`, `false`, `1`, `0`. @see xmlschema-2 §3.2.2 */
export function readBoolean(text: string | undefined): boolean | undefined {
  const value = text?.trim();
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  return undefined;
}

/** An unsignedShort. @see xmlschema-2 §3.3.23 */
export function readIndex(text: string | undefined): number | undefined {
  const value = text?.trim();
  if (!value || !/^[0-9]{1,5}$/.test(value) || Number(value) > 65_535) return undefined;
  return Number(value);
}

/** A dateTime in UTC. @see saml-core-2.0 §1.3.3 */
export function readInstant(text: string | undefined): Date | undefined {
  const instant = new Date(text?.trim() ?? "");
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
