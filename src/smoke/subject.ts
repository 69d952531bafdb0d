/** Whom and what a run tests, and with which means. */
import type { App } from "../store/apps.js";
import type { Assignment } from "../store/assignments.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import type { User } from "../store/users.js";
import type { Target } from "./target.js";

export interface Subject {
  store: Store;
  org: Org;
  app: App;
  user: User;
  /** How the app knows the person. */
  assignment: Pick<Assignment, "username">;
  target: Target;
  clock: () => Date;
  /** For one request to the app. */
  timeoutMs: number;
  /** What the app wrote so far, when the run started it. */
  appOutput?: () => string;
  /** Closes every agent when the person interrupts. */
  signal?: AbortSignal;
  /** Starts an IdP if the borrowed one has gone; whether it had. */
  idpBack?: () => Promise<boolean>;
}
