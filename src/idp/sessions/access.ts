/**
 * May this person sign in to this app now? The one gate of the IdP: OIDC, SAML and the tile ask it on every request,
 * also where a session and an old grant exist.
 */
import { setPath } from "../../integrations/field.js";
import { type App, appById } from "../../store/apps.js";
import { type Assignment, assignmentOf } from "../../store/assignments.js";
import type { Overlay } from "../../store/runs.js";
import type { Store } from "../../store/store.js";
import { type User, userById } from "../../store/users.js";
import type { EventType } from "../../system-log/event-types.js";
import { overlayOf } from "./run.js";

export interface Allowed {
  readonly app: App;
  readonly user: User;
  readonly assignment: Assignment;
}

export interface Refused {
  readonly refused: "app-unknown" | "app-inactive" | "user-unknown" | "user-inactive" | "not-assigned" | "no-username";
  /** The platform's words, for the browser or the app. */
  readonly text: string;
  /** What the system log says about it. */
  readonly event: { readonly type: EventType; readonly reason: string };
}

export type Access = { readonly allowed: Allowed } | Refused;

/**
 * Judges app, person and assignment as they are at this moment, seen through the overlay of the run.
 *
 * @param run id of the run that the request belongs to, else null
 */
export async function accessTo(
  store: Store,
  { app, user, run, now }: { app: string; user: string; run: string | null; now: Date },
): Promise<Access> {
  const overlay = await overlayOf(store, run, now);

  const foundApp = await appById(store.read, app);
  if (!foundApp) return refusals["app-unknown"];
  if (foundApp.status !== "ACTIVE" || overlay.inactiveApps?.includes(app)) return refusals["app-inactive"];

  const foundUser = await userById(store.read, user);
  if (!foundUser || foundUser.org !== foundApp.org) return refusals["user-unknown"];
  if (foundUser.status !== "ACTIVE" || overlay.suspendedUsers?.includes(user)) return refusals["user-inactive"];

  const assignment = await assignmentOf(store.read, app, user);
  const unassigned = overlay.unassigned?.some((pair) => pair.app === app && pair.user === user);
  if (!assignment || unassigned) return refusals["not-assigned"];
  if (assignment.username === "") return refusals["no-username"];

  return { allowed: { app: seenThrough(overlay, foundApp), user: foundUser, assignment } };
}

/** The app with the settings that a run sees. */
export function seenThrough({ settings = [] }: Overlay, app: App): App {
  const changes = settings.filter((change) => change.app === app.id);
  if (changes.length === 0) return app;
  const document = structuredClone(app.document);
  for (const { path, value } of changes) setPath(document, path, value);
  return { ...app, document };
}

const denied: EventType = "app.generic.unauth_app_access_attempt";

const refusals = {
  "app-unknown": {
    refused: "app-unknown",
    text: "The app does not exist.",
    event: { type: denied, reason: "App not found" },
  },
  "app-inactive": {
    refused: "app-inactive",
    text: "The app is not active.",
    event: { type: denied, reason: "App is not active" },
  },
  "user-unknown": {
    refused: "user-unknown",
    text: "User is not assigned to the client application.",
    event: { type: denied, reason: "User not found" },
  },
  "user-inactive": {
    refused: "user-inactive",
    text: "User is not active.",
    event: { type: denied, reason: "User is not active" },
  },
  "not-assigned": {
    refused: "not-assigned",
    text: "User is not assigned to the client application.",
    event: { type: denied, reason: "User not assigned" },
  },
  "no-username": {
    refused: "no-username",
    text: "User has no username in the client application.",
    event: { type: denied, reason: "User has no username in the app" },
  },
} satisfies Record<Refused["refused"], Refused>;
