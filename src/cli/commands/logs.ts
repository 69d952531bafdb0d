import { option, toggle } from "../arguments.js";
import { defineCommand } from "../command.js";
import { pageSize } from "../page-size.js";
import { sinceTime } from "../since.js";

export default defineCommand({
  summary: "Read the system log: every sign-in and every refusal, with its reason",
  examples: [
    "appint logs",
    "appint logs --failures --app payroll",
    "appint logs --limit 20 --json=published,eventType,outcome",
  ],
  args: {
    app: option("--app <app>", "only events about this app; one that was deleted is named by its id"),
    type: option("--type <eventType>", "only events of this type, as user.authentication.sso"),
    failures: toggle("--failures", "only what was refused or failed"),
    since: option("--since <time>", "only events from this time on: ISO 8601, or 15m, 2h, 7d ago", {
      parse: (text) => sinceTime(text, new Date()),
    }),
    run: option("--run <id>", "only events of one run of test-sso"),
    limit: option("--limit <number>", "how many at most, the newest", { parse: pageSize, defaultText: "200" }),
  },
  json: [
    "uuid",
    "published",
    "eventType",
    "version",
    "severity",
    "displayMessage",
    "legacyEventType",
    "actor",
    "client",
    "device",
    "authenticationContext",
    "outcome",
    "securityContext",
    "target",
    "transaction",
    "debugContext",
    "request",
  ],

  async run({ app, type, failures, since, run, limit }, context) {
    const store = await context.store();
    const org = await context.org();
    const { eventsOfOrg } = await import("../../store/log-events.js");
    const { appOfLog } = await import("../../directory/app-of-log.js");
    const about = app === undefined ? undefined : await appOfLog(store, org, app);
    const filter = { type, since, run, app: about, limit, order: "newest-first" as const };
    const results = failures ? ["FAILURE", "DENY"] : [undefined];
    const pages = [];
    for (const result of results) pages.push(await eventsOfOrg(store.read, org.id, { ...filter, result }));
    const events = pages
      .flatMap(({ rows }) => rows.reverse()) // events of one moment stay in the order in which they happened
      .sort((a, b) => a.published.getTime() - b.published.getTime())
      .slice(-(limit ?? Number.POSITIVE_INFINITY));
    const { output } = context;
    const filtered = [app, type, since, run].some((value) => value !== undefined);
    if (output.isJson) {
      output.json(events.map(({ body }) => body));
      return 0;
    }
    output.list(
      events,
      {
        time: ({ published }) => published.toISOString(),
        event: ({ eventType }) => eventType,
        result: ({ result }) => result,
        who: ({ body }) => (body as { actor?: { alternateId?: string } }).actor?.alternateId ?? "",
        about: ({ body }) =>
          ((body as { target?: { type?: string; alternateId?: string; displayName?: string }[] | null }).target ?? [])
            // Of a person in an app the name there says more than the name twice.
            .map(({ type, alternateId, displayName }) => (type === "AppUser" ? alternateId : displayName))
            .join(", "),
        reason: ({ reason }) => reason ?? "",
      },
      { empty: failures && !filtered ? "Nothing failed." : "No event of the log is like that." },
    );
    return 0;
  },
});
