/** Every lint over one app, each finding with the name of the setting and the command that mends it. */
import type { Field } from "./field.js";
import type { Kind } from "./kind.js";
import type { Lint, LintInput } from "./lint.js";

const modules = import.meta.glob<{ default: Lint }>("./lints/*.ts");

/** One thing about an app's settings that bites later. Its JSON is part of the report of `test-sso`. */
export interface Remark {
  /** Name of the lint: its file. */
  id: string;
  level: Lint["level"];
  /** The platform's term. */
  setting: string;
  seen: string;
  why: string;
  /** A command, or advice; null where nothing has to be done here. */
  fix: string | null;
}

/** Warnings first, then notes. */
export async function lintApp(kind: Kind, input: LintInput): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (const [file, load] of Object.entries(modules)) {
    const { level, judge } = (await load()).default;
    for (const { path, seen, why, instead, advice } of judge(input)) {
      const field = kind.fields.find((each) => each.path === path);
      const fix = advice ?? (field && instead !== undefined ? command(input.app.slug, field, instead) : null);
      remarks.push({ id: idOf(file), level, setting: field?.term ?? path, seen, why, fix });
    }
  }
  return remarks.sort((one, other) => rank(one) - rank(other));
}

/** Names of all lints. */
export const lintIds = (): string[] => Object.keys(modules).map(idOf).sort();

const idOf = (file: string): string => file.slice("./lints/".length, -".ts".length);
const rank = ({ level }: Remark): number => (level === "warning" ? 0 : 1);

function command(slug: string, { flag }: Field, value: string | boolean): string {
  const [name = ""] = flag.split(" ");
  const typed = value === false ? name.replace(/^--/, "--no-") : name;
  return `appint apps edit ${slug} ${typeof value === "boolean" ? typed : `${typed} ${value}`}`;
}
