/** The agent without script making the journeys of the cases. */
import type { Visit } from "../../../src/smoke/agents/agent.js";
import { createHttpAgent } from "../../../src/smoke/agents/http/http-agent.js";
import type { Step } from "./cases.js";
import type { Sites } from "./sites.js";

/** Makes one journey in a profile of its own; throws where a step does not end at a page whose title is "end". */
export async function walkWithAgent(sites: Sites, steps: Step[], clock?: () => Date): Promise<void> {
  const agent = createHttpAgent({ idpOrigin: sites.origin("foreign"), clock, ca: sites.ca });
  try {
    let visit: Visit | undefined;
    for (const step of steps) {
      visit = await take(agent, step, visit);
      if (visit.ending.kind !== "page" || visit.page.title !== "end") {
        throw new Error(`not at the end: ${JSON.stringify(visit.ending)} ${visit.page.body}`);
      }
    }
  } finally {
    await agent.close();
  }
}

function take(agent: ReturnType<typeof createHttpAgent>, step: Step, shown: Visit | undefined): Promise<Visit> {
  if (typeof step === "object") return agent.get(step.type);
  const [form] = shown?.page.forms ?? [];
  const [link] = shown?.page.links ?? [];
  if (step === "submit the form" && form) return agent.submit(form);
  if (step === "click the link" && link) return agent.follow(link.href);
  throw new Error(`the page has nothing to ${step}`);
}
