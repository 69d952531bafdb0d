/** The app's groups claim: the names of the person's groups, as its filter lets them through. */
import { namesThrough } from "../../directory/group-filter.js";
import { filterOfClaim } from "../../integrations/oidc/fields/groups-claim.js";
import type { App } from "../../store/apps.js";
import { groupsOfUser } from "../../store/groups.js";
import type { Idp } from "../idp.js";
import { isFull } from "./account.js";
import { clientOf } from "./client.js";
import type { EngineRequest } from "./engine-request.js";
import { type OAuthError, oauthError } from "./oauth-error.js";

/** The platform's limit: more, and no token is made. */
const MOST_GROUPS = 100;

/** The scope that asks for the claim; only the org's own server has it. */
const groupsScope = "groups";

/**
 * What the scopes make of the claim now: nothing where it was not asked for, where the app has none, or where no group
 * fits.
 *
 * @returns the claim to add to others, or why the request cannot be answered
 */
export async function groupsClaimFor(
  { store }: Idp,
  app: App,
  user: string,
  scopes: readonly string[],
): Promise<{ claims: Record<string, string[]> } | { refused: OAuthError }> {
  const { groupsClaim } = clientOf(app);
  if (!groupsClaim || !scopes.includes(groupsScope)) return { claims: {} };
  const names = namesThrough(filterOfClaim(groupsClaim), await groupsOfUser(store.read, user));
  if (names.length > MOST_GROUPS) return { refused: tooManyGroups(names.length) };
  return { claims: names.length === 0 ? {} : { [groupsClaim.name]: names } };
}

/** The same for the ID token that the engine is about to sign; an older org keeps it thin beside an access token. */
export async function idTokenGroups(
  request: EngineRequest,
  scopes: readonly string[],
): ReturnType<typeof groupsClaimFor> {
  const { exchange, client, app = client.app, user } = request;
  if (!user || (clientOf(app).thinIdToken && !isFull(request))) return { claims: {} };
  return await groupsClaimFor(exchange.idp, app, user.id, scopes);
}

const tooManyGroups = (count: number): OAuthError =>
  oauthError(
    400,
    "access_denied",
    `The groups claim of this client matches ${count} groups of the user; at most ${MOST_GROUPS} can be returned.`,
  );
