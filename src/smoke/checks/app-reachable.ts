/** Is there anybody at the app's address? Asked before anything else. */
import { createHttpAgent } from "../agents/http/http-agent.js";
import { type Finding, inconclusive, passed, skipped } from "../report.js";
import type { Subject } from "../subject.js";

/** Why nobody can follow the IdP's answer to the app. */
export const INSTALLED =
  "the app is answered under a scheme of its own, which the system opens on a device and this agent cannot";

/** Any HTTP answer will do; only a connection that cannot be made counts against the app. */
export async function appReachable({ target, org, clock, timeoutMs, app }: Subject): Promise<Finding> {
  if (target.deliveryUrl === "") return skipped(INSTALLED);
  const origins = [...new Set([target.startUrl, target.deliveryUrl].map((url) => new URL(url).origin))];
  const agent = createHttpAgent({ idpOrigin: org.origin, clock, timeoutMs, maxHops: 1 });
  try {
    for (const origin of origins) {
      const { ending } = await agent.get(`${origin}/`, { stopAt: ({ cause }) => cause !== "typed" });
      if (ending.kind !== "unreachable") continue;
      const { suspicionOfUnreachable } = await import("../../diagnosis/causes/app-unreachable.js");
      const suspicion = suspicionOfUnreachable(ending, app.slug);
      return { ...inconclusive(`${origin} does not answer`, suspicion.fix), ...suspicion, rule: "app-unreachable" };
    }
    return passed(origins.join(", "));
  } finally {
    await agent.close();
  }
}
