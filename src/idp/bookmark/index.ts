/** Bookmarks: a tile that opens a page, without anybody being signed in there. No protocol: no other address than the tile. */
import { url } from "../../integrations/bookmark/fields/url.js";
import { atPath } from "../../integrations/field.js";
import type { App } from "../../store/apps.js";
import { redirect } from "../http/answers.js";
import type { Protocol } from "../idp.js";
import { recordEvents } from "../log.js";

const signOnMode = "BOOKMARK";
const pageOf = (app: App): string => String(atPath(app.document, url.path));

export const bookmark: Protocol = {
  name: "bookmark",
  routes: [],
  tile: {
    signOnMode,
    canLaunch: () => true,

    async launch(exchange, { app, user }, { session }) {
      await recordEvents(exchange, [
        {
          type: "user.authentication.sso",
          actor: user,
          targets: [app],
          run: session.run,
          session: session.uid,
          debugData: { signOnMode: "Bookmark", initiationType: "IDP_INITIATED" },
        },
      ]);
      redirect(exchange, pageOf(app));
    },
  },
  appUrls: (app) => (app.signOnMode === signOnMode ? [pageOf(app)] : []),
};
