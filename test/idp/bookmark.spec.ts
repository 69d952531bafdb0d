import { describe, expect, it } from "vitest";
import bookmark from "../../src/integrations/bookmark/index.js";
import { documentOf } from "../../src/integrations/values.js";
import { Browser } from "./browser.js";
import { freshOrg } from "./org.js";

const PAGE = "http://localhost:3000/wiki?a=1#top";

async function bookmarkOrg(url = PAGE) {
  const test = await freshOrg();
  const document = documentOf(bookmark, { url, requestIntegration: false, visible: true });
  const { app } = await test.addApp({}, { signOnMode: "BOOKMARK", name: "bookmark", label: "Wiki", document });
  const browser = new Browser(test.origin);
  const tile = `/home/bookmark/${app.id}/${app.linkId}`;
  return { test, app, browser, tile };
}

describe("the tile of a bookmark", () => {
  it("is on the dashboard of whoever has it, opens the page, and says so in the log", async () => {
    const { test, app, browser, tile } = await bookmarkOrg();
    await using _ = test;

    const home = await browser.signIn(await browser.go("/"), { user: test.ada.id });
    expect(home.text).toContain(`href="${tile}">Wiki</a>`);
    const opened = await browser.get(tile);

    expect(opened).toMatchObject({ status: 302, location: PAGE });
    const event = (await test.events()).find(({ eventType }) => eventType === "user.authentication.sso");
    expect(event?.targets).toContain(app.id);
  });

  it("opens nothing for a stranger, for somebody without it, nor of an inactive app", async () => {
    const { test, app, browser, tile } = await bookmarkOrg();
    await using _ = test;

    expect((await browser.get(tile)).location).toContain("/login/login.htm");
    await browser.signIn(await browser.go("/"), { user: test.bob.id });
    const refused = await browser.get(tile);
    expect([refused.status, refused.location]).toEqual([403, ""]);
    await test.editApp({ ...app, status: "INACTIVE" });
    expect((await browser.get(tile)).status).toBe(404);
    expect((await test.events()).filter(({ eventType }) => eventType === "user.authentication.sso")).toEqual([]);
  });
});
