/** What the lines of a file must be together, though each is fine alone: whatever doctor calls wrong is refused here. */
import type { Kind } from "../integrations/kind.js";
import type { AppDocument } from "../store/apps.js";
import { EVERYONE } from "../store/groups.js";
import type { Fault } from "./app-line.js";

type Line = Readonly<Record<string, unknown>>;

/** Takes the lines one after the other, of which it keeps the ids, and says at the end what is wrong with them. */
export interface TogetherJudge {
  /** @param kind of an app */
  take(line: Line, number: number, kind?: Kind): void;
  fault(): (Omit<Fault, "member"> & { member?: string; line: number }) | undefined;
}

interface Place {
  line: number;
}

/**
 * @param isSealed whether the file has its secrets; those that it does not have are made anew
 * @param now nothing in the file was made later
 */
export function togetherJudge({ isSealed, now }: { isSealed: boolean; now: Date }): TogetherJudge {
  const people = new Map<string, Place & { isDeprovisioned: boolean }>();
  const builtIn: (Place & { id: string; name: string })[] = [];
  const groupsOf = new Map<string, Set<string>>();
  const membersOf = new Map<string, string[]>();
  const appUsers = new Set<string>();
  const throughGroups: (Place & { app: string; user: string })[] = [];
  const given: (Place & { app: string; group: string })[] = [];
  const apps = new Map<string, Place & { needs: Set<"secret" | "key"> }>();
  let future: (Place & { created: string }) | undefined;

  const takers: Record<string, (line: Line, number: number, kind?: Kind) => void> = {
    user: ({ id, status }, line) => people.set(id as string, { line, isDeprovisioned: status === "DEPROVISIONED" }),
    group: ({ id, name, kind }, line) =>
      kind === "BUILT_IN" && builtIn.push({ line, id: id as string, name: name as string }),
    member({ group, user }) {
      groupsOf.set(user as string, (groupsOf.get(user as string) ?? new Set()).add(group as string));
      const members = membersOf.get(group as string) ?? [];
      members.push(user as string);
      membersOf.set(group as string, members);
    },
    app({ id, document }, line, kind) {
      const needs = new Set<"secret" | "key">();
      if (isSealed && kind?.keepsSecret(document as AppDocument)) needs.add("secret");
      if (isSealed && kind?.signsAssertions) needs.add("key");
      apps.set(id as string, { line, needs });
    },
    assignment({ app, user, scope }, line) {
      appUsers.add(`${app} ${user}`);
      if (scope === "GROUP") throughGroups.push({ line, app: app as string, user: user as string });
    },
    "group-assignment": ({ app, group }, line) => given.push({ line, app: app as string, group: group as string }),
    secret: ({ owner, kind, status }) =>
      kind === "client_secret" && status !== "INACTIVE" && apps.get(owner as string)?.needs.delete("secret"),
    key: ({ app, status }) => status === "ACTIVE" && apps.get(app as string)?.needs.delete("key"),
  };

  const everyoneFault = () => {
    const other = builtIn.find(({ name }) => name !== EVERYONE);
    if (other) return { line: other.line, member: "kind", why: `the only built-in group is ${EVERYONE}` };
    const [everyone] = builtIn;
    if (!everyone) return { line: 1, why: `the org has no built-in group ${EVERYONE}` };
    for (const [id, { line }] of people)
      if (!groupsOf.get(id)?.has(everyone.id)) return { line, why: `this person is no member of ${EVERYONE}` };
    return undefined;
  };

  const groupsFault = () => {
    const gives = new Set(given.map(({ app, group }) => `${app} ${group}`));
    for (const { line, app, user } of throughGroups)
      if (![...(groupsOf.get(user) ?? [])].some((group) => gives.has(`${app} ${group}`)))
        return { line, member: "scope", why: "no group of this person has the app" };
    for (const { line, app, group } of given) {
      const without = membersOf
        .get(group)
        ?.find((user) => !people.get(user)?.isDeprovisioned && !appUsers.has(`${app} ${user}`));
      if (without) return { line, member: "group", why: `its member ${without} is not assigned to the app` };
    }
    return undefined;
  };

  const secretsFault = () => {
    for (const { line, needs } of apps.values()) {
      if (needs.has("secret")) return { line, why: "the app has no client secret in this file" };
      if (needs.has("key")) return { line, why: "the app has no active key in this file" };
    }
    return undefined;
  };

  return {
    take(line, number, kind) {
      const { type, created } = line as { type: string; created?: string };
      if ((type === "user" || type === "app") && created && Date.parse(created) > now.getTime())
        future ??= { line: number, created };
      takers[type]?.(line, number, kind);
    },
    fault() {
      if (future)
        return {
          line: future.line,
          member: "created",
          why: `it is in the future: the clock of this machine says ${now.toISOString()}`,
        };
      return everyoneFault() ?? groupsFault() ?? secretsFault();
    },
  };
}
