/** The mistake: the sign-in is known again by a SameSite=Lax cookie, which stays away from the POST to the ACS. */
import { start as startSample } from "../../templates/samples/saml-lost-state/app.js";
import type { RunningApp, ZooOptions } from "./variation.js";

export const start = (options: ZooOptions): Promise<RunningApp> => startSample(options);
