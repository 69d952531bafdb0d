/** Every address of the IdP. */
import { dashboardRoutes } from "./dashboard/index.js";
import { healthz } from "./health.js";
import type { Route } from "./http/router.js";
import { protocols } from "./protocols.js";
import { signInRoutes } from "./sign-in/index.js";

export const routes: readonly Route[] = [
  { method: "GET", path: "/healthz", handle: healthz },
  ...signInRoutes,
  ...dashboardRoutes,
  ...protocols.flatMap((protocol) => protocol.routes),
];
