/**
 * The End-User Dashboard and the app embed links behind its tiles.
 *
 *   GET /                                    the dashboard
 *   GET /app/UserHome                        tiles of the apps that the person may open from here
 *   GET /home/{app.name}/{app.id}/{linkId}   a tile: checks access, then the app's protocol answers
 */
import { redirect } from "../http/answers.js";
import type { Route } from "../http/router.js";
import { launchTile } from "./tile.js";
import { userHome } from "./user-home.js";

export const dashboardRoutes: readonly Route[] = [
  { method: "GET", path: "/", handle: (exchange) => redirect(exchange, "/app/UserHome") },
  { method: "GET", path: "/app/UserHome", handle: userHome },
  { method: "GET", path: "/home/:name/:id/:linkId", handle: launchTile },
];
