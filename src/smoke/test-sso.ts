/**
 * The smoke test: signs a test user in to the real app and says what works and why what doesn't.
 *
 * preflight → IdP-initiated → SP-initiated with its deep link → password form → refused for an unassigned person.
 * The run never changes the org: what a check needs changed is an overlay of its own attempts.
 */
import type { Remark } from "../integrations/lint-app.js";
import type { NotHonoured } from "../integrations/values.js";
import type { App, TestSettings } from "../store/apps.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import type { User } from "../store/users.js";
import { appReachable, INSTALLED } from "./checks/app-reachable.js";
import { deepLinkKept } from "./checks/deep-link-kept.js";
import { passwordForm } from "./checks/password-form.js";
import { personAssigned } from "./checks/person-assigned.js";
import { refusesUnassigned } from "./checks/refuses-unassigned.js";
import { type IdentityFinding, type SignInFindings, signsIn, surerIdentity } from "./checks/signs-in.js";
import { idpInitiated } from "./flows/idp-initiated.js";
import { spInitiated } from "./flows/sp-initiated.js";
import { testCancelled } from "./problems.js";
import { type CheckResult, type Finding, type Report, resultOf, skipped, verdictOf } from "./report.js";
import { resultWithoutSecrets } from "./secrets.js";
import type { Subject } from "./subject.js";
import { targetOf } from "./target.js";
import { testUserOf } from "./test-user.js";

export interface TestSsoInput {
  store: Store;
  org: Org;
  app: App;
  /** Who signs in; the first assigned person when omitted. */
  user?: User;
  /** What is kept with the app, with the flags of this run over it. */
  tests: TestSettings;
  /** What the lints say of the app's settings. */
  remarks?: readonly Remark[];
  /** What the IdP does not do of the app's settings. */
  notHonoured?: readonly NotHonoured[];
  /** Whether an IdP was started for this run. */
  idpStarted: boolean;
  /** Starts an IdP if the borrowed one has gone; whether it had. */
  idpBack?: () => Promise<boolean>;
  clock: () => Date;
  timeoutMs?: number;
  /** Told about every check as soon as it is judged. */
  onCheck?: (check: CheckResult) => void;
  appOutput?: () => string;
  /** Texts that no result may repeat: the app's own secrets. */
  secrets?: readonly string[];
  /** Ends the run at once, everything put back. */
  signal?: AbortSignal;
  /** Why the app never became ready, where the run tried to start it; then nothing else is tried. */
  appNotReady?: Finding;
  /** Asked at the end: what is wrong with the app that the run started, where it has ended by itself. */
  appEnded?: () => Promise<Finding | undefined>;
}

/** @throws Problem NOBODY_ASSIGNED, APP_INACTIVE: there is nothing to test then; CANCELLED */
export async function testSso(input: TestSsoInput): Promise<Report> {
  const { store, org, app, clock } = input;
  const begin = performance.now();
  const startedAt = clock().toISOString();
  const { user, assignment } = await testUserOf(store, app, input.user);
  const subject: Subject = {
    store,
    org,
    app,
    user,
    assignment: { username: assignment?.username ?? user.login },
    target: targetOf(app, input.tests),
    clock,
    timeoutMs: input.timeoutMs ?? 10_000,
    appOutput: input.appOutput,
    signal: input.signal,
    idpBack: input.idpBack,
  };
  const checks: CheckResult[] = [];
  const tell = (id: string, title: string, flow: string | null, finding: Finding, since: number) => {
    const told = resultOf({ id, title, flow }, finding, performance.now() - since);
    const result = resultWithoutSecrets(told, input.secrets ?? []);
    checks.push(result);
    input.onCheck?.(result);
    return result;
  };
  const judge = async (id: string, title: string, flow: string | null, work: () => Promise<Finding>) => {
    if (input.signal?.aborted) throw testCancelled();
    const since = performance.now();
    return tell(id, title, flow, await work(), since);
  };

  const reachable = await judge(
    "app-reachable",
    "App reachable",
    null,
    async () => input.appNotReady ?? (await appReachable(subject)),
  );
  const assigned = await judge("user-assigned", "Person assigned", null, () => personAssigned(subject, assignment));
  const notReady =
    reachable.verdict !== "passed"
      ? subject.target.deliveryUrl === ""
        ? INSTALLED
        : "the app does not answer"
      : assigned.verdict !== "passed"
        ? `${user.login} is not assigned, so the IdP refuses`
        : undefined;

  let identity: IdentityFinding | undefined;
  let landing: string | undefined;
  const signIn = async (flow: typeof idpInitiated) => {
    if (input.signal?.aborted) throw testCancelled();
    const since = performance.now();
    const findings: SignInFindings =
      notReady === undefined ? await signsIn(subject, flow) : { signIn: skipped(notReady), identity: undefined };
    identity = surerIdentity(identity, findings.identity);
    landing = findings.landing;
    return tell(flow.id, flow.title, flow.id, findings.signIn, since);
  };
  await signIn(idpInitiated);
  const bySp = await signIn(spInitiated(user.login));
  const landedAt = landing;
  await judge("deep-link-kept", "Deep link kept", "sp-initiated", async () =>
    landedAt === undefined
      ? skipped("it begins with the SP-initiated sign-in, which did not pass")
      : await deepLinkKept(subject, landedAt),
  );

  await judge("signed-in-user", "Identity", null, async () => identity?.finding ?? skipped("nobody signed in"));
  const dependsOnSp = async (work: () => Promise<Finding>): Promise<Finding> =>
    bySp.verdict === "passed" ? await work() : skipped("it begins with the SP-initiated sign-in, which did not pass");
  await judge("password-form", "Password form", "sp-initiated", () => dependsOnSp(() => passwordForm(subject)));
  await judge("unassigned-refused", "Unassigned person refused", "sp-initiated", () =>
    dependsOnSp(() => refusesUnassigned(subject)),
  );

  if (input.signal?.aborted) throw testCancelled();
  const ended = input.appNotReady === undefined ? await input.appEnded?.() : undefined;
  if (ended !== undefined) tell("app-running", "App still running", null, ended, performance.now());
  return {
    app: { id: app.id, slug: app.slug, label: app.label, signOnMode: app.signOnMode },
    user: { id: user.id, login: user.login },
    verdict: verdictOf(checks),
    checks,
    remarks: [...(input.remarks ?? [])],
    notHonoured: [...(input.notHonoured ?? [])],
    probes: [],
    idp: { origin: org.origin, started: input.idpStarted },
    agent: "http",
    startedAt,
    durationMs: Math.round(performance.now() - begin),
  };
}
