/** A sign-in that starts at the dashboard: the person clicks the app's tile. */
import { atPath } from "../../integrations/field.js";
import { canHaveTile, isVisible } from "../../integrations/fields/visible.js";
import { tileAddress } from "../../integrations/tile-address.js";
import { type Flow, joined, type Walk } from "./flow.js";

export const idpInitiated: Flow = {
  id: "idp-initiated",
  title: "IdP-initiated sign-in",

  skip({ app }) {
    if (!canHaveTile(app.document)) {
      return atPath(app.document, "settings.oauthClient.initiate_login_uri")
        ? `sign-in is begun by the app alone, so it has no tile (appint apps edit ${app.slug} --login-flow spec)`
        : `no initiate-login URI, so the app has no tile (appint apps edit ${app.slug} --initiate-login-uri <uri>)`;
    }
    if (!isVisible(app.document))
      return `the app is hidden from the dashboard (appint apps edit ${app.slug} --visible)`;
    return undefined;
  },

  async walk({ org, app, run }): Promise<Walk> {
    const token = await run.sessionToken();
    const home = `${org.origin}/app/UserHome`;
    const dashboard = await run.agent.get(
      `${org.origin}/login/sessionCookieRedirect?token=${encodeURIComponent(token)}&redirectUrl=${encodeURIComponent(home)}`,
    );
    if (dashboard.ending.kind !== "page" || dashboard.page.status !== 200) return { visit: dashboard };
    const tile = tileAddress(org, app);
    const link = dashboard.page.links.find(({ href }) => new URL(href, dashboard.page.url).href === tile);
    if (!link) throw new Error(`the dashboard of an assigned person lacks the tile ${tile}`);
    return { visit: joined(dashboard, await run.agent.follow(link.href, { from: dashboard.page })) };
  },
};
