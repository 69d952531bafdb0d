/** GET /app/UserHome: who is signed in, and the tiles. */
import { appsOfUser } from "../../store/assignments.js";
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { dashboardPage } from "../pages/dashboard.js";
import { accessTo } from "../sessions/access.js";
import { currentSession } from "../sessions/session.js";
import { runOf } from "../sessions/visitor.js";
import { signInPath } from "../sign-in/path.js";
import { noteOf } from "./note.js";
import { hasTile, tileOf, tilePath } from "./tile-visibility.js";

export async function userHome(exchange: Exchange): Promise<void> {
  const { idp, nonce } = exchange;
  const signedIn = await currentSession(exchange);
  if (!signedIn) return redirect(exchange, signInPath("/app/UserHome"));

  const { user } = signedIn;
  const run = await runOf(exchange, signedIn);
  const tiles: { label: string; href: string; note?: string; otherCredentials?: string }[] = [];
  for (const { app } of await appsOfUser(idp.store.read, user.id)) {
    const tile = tileOf(idp, app);
    if (!hasTile(app) || !tile?.canLaunch(app)) continue;
    // The gate itself, so that the dashboard never shows what a click would refuse.
    const access = await accessTo(idp.store, { app: app.id, user: user.id, run, now: idp.clock() });
    if ("allowed" in access) {
      const href = tilePath(app);
      const query = tile.otherCredentials?.(app);
      tiles.push({
        label: app.label,
        href,
        note: noteOf(app.document),
        ...(query ? { otherCredentials: href + query } : {}),
      });
    }
  }
  tiles.sort((a, b) => a.label.localeCompare(b.label, "en"));
  sendPage(
    exchange,
    200,
    dashboardPage(
      { nonce, org: idp.org.name },
      { name: `${user.firstName} ${user.lastName}`, login: user.login, tiles },
    ),
  );
}
