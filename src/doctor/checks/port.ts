import { createServer } from "node:http";
import { defineCheck, type Finding } from "../check.js";

export default defineCheck({
  title: "Port",
  needs: ["origin"],

  async look(patient) {
    const { orgs } = await import("../../store/orgs.js");
    const { settingOf } = await import("../../store/settings.js");
    const { isIdpRunning } = await import("../../idp/health.js");
    const { read } = await patient.inspect();
    const instanceId = (await settingOf(read, "instance_id")) ?? "";
    const findings: Finding[] = [];
    for (const org of await orgs(read)) {
      const { hostname, port } = new URL(org.origin);
      const host = hostname === "localhost" ? "127.0.0.1" : hostname.replace(/[[\]]/g, "");
      const code = await whyTaken(host, Number(port || 80));
      if (code === undefined) findings.push({ verdict: "passed", seen: `${org.origin} is free` });
      else if (await isIdpRunning({ instanceId }, org))
        findings.push({ verdict: "passed", seen: `appint serve of ${org.slug} is running at ${org.origin}` });
      else
        findings.push({
          verdict: "failed",
          seen:
            code === "EADDRINUSE"
              ? `another program listens at ${org.origin}`
              : `nobody may listen at ${org.origin} (${code})`,
          fix: `end that program, or choose another port: appint serve --org ${org.slug} --port <port>`,
        });
    }
    return findings;
  },
});

/** Why the port cannot be listened on, or undefined when it can. */
const whyTaken = (host: string, port: number) =>
  new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
