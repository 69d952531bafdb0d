/** Where a cookie goes that a Set-Cookie line makes. */

/** Whether a cookie set at one path travels to another. @see rfc6265 §5.1.4 */
export function isForPage(raw: string, setAt: string, page: string): boolean {
  const given = /;\s*path\s*=\s*(\/[^;]*)/i.exec(raw)?.[1]?.trim();
  const path = given ?? setAt.slice(0, Math.max(1, setAt.lastIndexOf("/")));
  return page === path || page.startsWith(path.endsWith("/") ? path : `${path}/`);
}
