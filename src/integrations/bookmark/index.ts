/**
 * Bookmark: a tile that opens a page, and no sign-in. The usual companion of an app that starts its own sign-in and whose
 * own tile is hidden.
 */
import { newDocument } from "../document.js";
import { generalFields } from "../fields/general.js";
import { label } from "../fields/label.js";
import { visible } from "../fields/visible.js";
import { defineKind } from "../kind.js";
import { tileAddress } from "../tile-address.js";
import { withoutMessages } from "../without-messages.js";
import { requestIntegration } from "./fields/request-integration.js";
import { url } from "./fields/url.js";

export default defineKind({
  id: "bookmark",
  place: 6,
  signOnMode: "BOOKMARK",
  term: "Bookmark",
  description: "a tile that opens a page; nobody is signed in there",
  fits: [{ nature: "link", why: "a tile that opens a page" }],
  aliases: [{ word: "link" }],
  fields: [label, url, requestIntegration, visible, ...generalFields],
  definitionName: "bookmark",

  newDocument: () =>
    newDocument({
      hidden: false,
      settings: { app: { url: null, requestIntegration: false } },
      appLinks: { login: true },
    }),

  check: () => {},
  keepsSecret: () => false,
  signsAssertions: false,
  withoutSso: {
    why: "a bookmark opens a page and signs nobody in",
    instead: "appint serve, and open its tile",
    command: "appint serve",
  },
  otherSide: "people",
  otherSideNeeds: [{ label: "Tile link", of: ({ org, app }) => tileAddress(org, app) }],
  signOn: ({ org, app }) => withoutMessages(tileAddress(org, app)),
});
