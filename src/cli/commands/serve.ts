import { option } from "../arguments.js";
import { defineCommand } from "../command.js";
import { portNumber } from "../port-number.js";

export default defineCommand({
  summary: "Run the identity provider: sign-in page, dashboard, OIDC and SAML endpoints",
  description: "Runs until it is interrupted. Address, keys and sessions stay the same from one start to the next.",
  examples: ["appint serve", "appint serve --port 7800"],
  changes: "org",
  args: {
    port: option("--port <number>", "move the org's identity provider to this port, for good", { parse: portNumber }),
  },

  async run({ port }, context) {
    const { output, signal, clock, onDefect } = context;
    const store = await context.store();
    const org = await context.org();
    const origin = port === undefined ? org.origin : new URL(`http://${new URL(org.origin).hostname}:${port}`).origin;
    const { startIdp } = await import("../../idp/server.js");
    const { moveOrg, refuseTakenOrigin } = await import("../../directory/move-org.js");
    if (origin !== org.origin) await refuseTakenOrigin(store.read, org, origin);
    const idp = await startIdp({ store, org: { ...org, origin }, clock, onDefect });
    if (origin !== org.origin) {
      // Kept only now: a port that is taken is no new address.
      await moveOrg(store, org, origin, clock());
      output.note("The address changed: give every app that was set up with the old one the new issuer and URLs.");
    }
    output.print(`${output.style.green("✔")} Identity provider of "${org.slug}" on ${idp.origin}`);
    output.print(`  Sign in and dashboard   ${idp.origin}/app/UserHome`);
    output.print(`  OIDC discovery          ${idp.origin}/.well-known/openid-configuration`);
    output.print("  Stop it with Ctrl-C");
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await idp.close();
    output.note("Stopped.");
    return 0;
  },
});
