/** Looks for the app's own SAML metadata: where its entity id says, beside its ACS, and where it usually lies. */
import { Problem } from "../problem.js";
import type { AuthnRequest } from "../protocols/saml/authn-request.js";
import type { SpMetadata } from "../protocols/saml/metadata.js";
import type { Page } from "../smoke/agents/agent.js";
import type { Visitor } from "./visitor.js";
import type { WayIn } from "./way-in.js";

/** What was found, and what was met that looks like metadata and is none. */
export interface SpDescription {
  spMetadata?: { url: string; sp: SpMetadata };
  unreadable: { url: string; problem: Problem }[];
}

/** Whether the page is metadata by its looks; whether it can be used is another question. */
export const isMetadata = ({ status, body }: Page): boolean =>
  status === 200 && /<([\w.-]+:)?Entit(y|ies)Descriptor\b/.test(body);

/** @param most addresses that are tried at most */
export async function lookForSpMetadata(
  visitor: Visitor,
  {
    origin,
    given,
    asked,
    ways,
    now,
    most = 28,
  }: { origin: string; given: string; asked?: AuthnRequest; ways: readonly WayIn[]; now: Date; most?: number },
): Promise<SpDescription> {
  const unreadable: SpDescription["unreadable"] = [];
  for (const url of addressesOf(origin, given, asked, ways)
    .filter((each) => visitor.isOwn(each))
    .slice(0, most)) {
    const sight = await visitor.see(`GET ${url.pathname}${url.search}`, (agent, options) =>
      agent.get(url.href, options),
    );
    const page = sight?.page;
    if (!page || !isMetadata(page)) continue;
    const { readSpMetadata } = await import("../protocols/saml/metadata.js");
    try {
      return { spMetadata: { url: page.url, sp: readSpMetadata(page.body, { now }) }, unreadable };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      unreadable.push({ url: page.url, problem: error });
    }
  }
  return { unreadable };
}

function addressesOf(origin: string, given: string, asked: AuthnRequest | undefined, ways: readonly WayIn[]): URL[] {
  const at = (path: string) => new URL(path, origin);
  const named = [asked?.issuer, given].flatMap((text) => (text && URL.canParse(text) ? [new URL(text)] : []));
  const besideAcs =
    asked?.acsUrl && URL.canParse(asked.acsUrl)
      ? ["metadata", "metadata/", "../metadata", "../metadata/"].map((path) => new URL(path, asked.acsUrl))
      : [];
  const usual = ways.flatMap(({ metadata = [] }) => metadata).map(at);
  const all = [...named, ...besideAcs, ...usual].filter(({ protocol }) => /^https?:$/.test(protocol));
  return [...new Map(all.map((url) => [url.href, url])).values()];
}
