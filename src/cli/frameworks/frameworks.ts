/**
 * Configuration of frameworks and servers, ready to paste: one template file each in templates/frameworks. A template
 * begins with what it is for, between two lines of dashes; what is below is filled with what the app's kind gives to the
 * other side (fill.ts).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nearestNames } from "../../nearest-names.js";
import type { App } from "../../store/apps.js";
import { frameworkOfOtherKind, unknownFramework } from "./problems.js";

export interface Framework {
  /** As it is typed behind `--for`: the name of its file. */
  name: string;
  title: string;
  /** The kind of integration that it can be. */
  kind: string;
  /** The file that the text goes to, in the app's own tree. */
  file: string;
  /** Whether it needs a client secret, or cannot keep one; either, when nothing is said. */
  client?: "confidential" | "public";
  /** What has to be set in the app besides. */
  note?: string;
  body: string;
}

/** @param dist the built program's folder; the package has `templates/` beside it */
export function frameworks(dist: URL): Framework[] {
  const folder = fileURLToPath(new URL("../templates/frameworks/", dist));
  return readdirSync(folder)
    .sort()
    .map((file) => frameworkIn(file.replace(/\.txt$/, ""), readFileSync(join(folder, file), "utf8")));
}

/** The framework of that name, for this app. @throws Problem UNKNOWN_FRAMEWORK, FRAMEWORK_OF_OTHER_KIND */
export function frameworkFor(typed: string, kind: { id: string; term: string }, app: App, dist: URL): Framework {
  const every = frameworks(dist);
  const client = clientOf(app);
  const fits = (each: Framework) => each.kind === kind.id && (each.client === undefined || each.client === client);
  const fitting = every.filter(fits).map(({ name }) => name);
  const found = every.find(({ name }) => name === typed.trim().toLowerCase());
  if (!found) throw unknownFramework(typed, fitting, nearestNames(typed.toLowerCase(), fitting), app.slug);
  if (!fits(found)) throw frameworkOfOtherKind(found, kind, fitting, app.slug);
  return found;
}

/** What the app is as an OAuth client; undefined for one that signs its requests, and for an app of another protocol. */
function clientOf({ document }: App): Framework["client"] {
  const { token_endpoint_auth_method: method = "" } =
    (document.credentials.oauthClient as { token_endpoint_auth_method?: string } | undefined) ?? {};
  return method === "none" ? "public" : /^client_secret_(basic|post)$/.test(method) ? "confidential" : undefined;
}

function frameworkIn(name: string, text: string): Framework {
  const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const facts = Object.fromEntries(
    head.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  );
  return { ...(facts as unknown as Omit<Framework, "name" | "body">), name, body };
}
