/** What `flow-cpu.mjs` measures: whole flows of the smoke test, IdP and agent in this process, the app in another. */
import { findApp, findUser } from "../src/directory/find.js";
import { type RunningIdp, startIdp } from "../src/idp/server.js";
import { attempt } from "../src/smoke/attempt.js";
import { idpInitiated } from "../src/smoke/flows/idp-initiated.js";
import { spInitiated } from "../src/smoke/flows/sp-initiated.js";
import { targetOf } from "../src/smoke/target.js";
import { openStore } from "../src/store/open.js";
import { currentOrg } from "../src/store/orgs.js";

/** @returns one walk of either flow, which must end signed in, and what ends it all */
export async function flowWalker(file: string, appName: string, login: string) {
  const store = await openStore({ file });
  const org = await currentOrg(store.read);
  if (!org) throw new Error("the database has no org");
  const clock = () => new Date();
  const onDefect = (error: unknown) => {
    throw error;
  };
  const idp: RunningIdp = await startIdp({ store, org, clock, onDefect });
  const app = await findApp(store, org, appName);
  const user = await findUser(store, org, login);
  const subject = {
    ...{ store, org, app, user, clock, timeoutMs: 10_000 },
    assignment: { username: login },
    target: targetOf(app, app.tests),
  };
  const walk = async (flow: typeof idpInitiated) => {
    const { judgement } = await attempt(subject, flow);
    if (judgement.signedIn !== "yes") throw new Error(`${flow.id} did not end signed in: ${JSON.stringify(judgement)}`);
  };
  return {
    idpInitiated: () => walk(idpInitiated),
    spInitiated: () => walk(spInitiated(login)),
    close: async () => {
      await idp.close();
      await store.close();
    },
  };
}
