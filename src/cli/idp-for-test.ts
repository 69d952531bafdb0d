/** The IdP that a test signs in at: the org's running one, else one for the time of the test. */
import { type RunningIdp, startIdp } from "../idp/server.js";
import { Problem } from "../problem.js";
import type { Context } from "./context.js";

export interface IdpForTest {
  /** False while a running one is used. */
  readonly started: boolean;
  /**
   * Starts an IdP if the one that was used has gone: it may have been another test's, which is over.
   *
   * @returns whether it had gone and is back
   */
  back(): Promise<boolean>;
  close(): Promise<void>;
}

/** @throws Problem PORT_TAKEN and the like */
export async function idpForTest(context: Context): Promise<IdpForTest> {
  const [store, org] = [await context.store(), await context.org()];
  const start = async (): Promise<RunningIdp | undefined> => {
    try {
      return await startIdp({ store, org, clock: context.clock, onDefect: context.onDefect });
    } catch (error) {
      if (error instanceof Problem && error.code === "IDP_ALREADY_RUNNING") return undefined;
      throw error;
    }
  };
  let own = await start();
  return {
    started: own !== undefined,
    back: async () => {
      if (own) return false;
      own = await start();
      return own !== undefined;
    },
    close: async () => await own?.close(),
  };
}
