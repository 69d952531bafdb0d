/** A start page that starts no sign-in: is it public, or shown alike before and after? The tile signs in instead. */
import { createHttpAgent } from "./agents/http/http-agent.js";
import type { FlowInput } from "./flows/flow.js";
import { idpInitiated } from "./flows/idp-initiated.js";
import { judge } from "./judgement.js";
import type { Subject } from "./subject.js";
import { isShown, type View, view } from "./view.js";

/**
 * What a stranger gets at the start page, and whether a signed-in person gets the very same.
 *
 * @returns `same` only where the sign-in from the tile was verified; otherwise nothing is known of the page
 */
export async function startPageOf(
  subject: Subject,
  input: FlowInput,
): Promise<{ anonymous: View; same: boolean } | undefined> {
  const { target, org, clock, timeoutMs } = subject;
  if (!target.startUrlGiven || idpInitiated.skip?.(subject) !== undefined) return undefined;
  const stranger = createHttpAgent({ idpOrigin: org.origin, clock, timeoutMs, mayVisit: target.mayVisit });
  try {
    const anonymous = await view(stranger, target.startUrl, org.origin);
    const { visit } = await idpInitiated.walk(input);
    const judgement = await judge({ ...subject, idpOrigin: org.origin }, input.run.agent, visit);
    if (judgement.signedIn !== "yes") return undefined;
    const ours = await view(input.run.agent, target.startUrl, org.origin);
    return { anonymous, same: isShown(anonymous) && isShown(ours) && anonymous.page.body === ours.page.body };
  } finally {
    await stranger.close();
  }
}
