/** The reference of every kind's settings, as Markdown: a walk over the definitions. */
import { keyOfFlag, nameOfFlag } from "../../src/cli/arguments.js";
import { frameworks } from "../../src/cli/frameworks/frameworks.js";
import { valueText } from "../../src/cli/value-text.js";
import type { Field } from "../../src/integrations/field.js";
import type { Kind } from "../../src/integrations/kind.js";
import { kinds } from "../../src/integrations/registry.js";
import { testFields } from "../../src/integrations/test-settings.js";

/** @returns the text of docs/reference/integrations.md */
export async function integrationsReference(): Promise<string> {
  const every = await kinds();
  const parts = [
    "# Settings of integrations",
    "Made from the definitions by `npm run reference`; a test compares the two. Each setting is a flag of `appint create <kind>` and of `appint apps edit`, a question of the wizard (or a row under *More settings…*), a member of an answers file (called as the flag is, without the dashes, or by its key), and a member of the app object that `--json` prints.",
    ...every.map(kindText),
    "## Every kind: what `test-sso` is told",
    tableOf(testFields),
    "## Frameworks",
    "`appint apps show <app> --for <name>` prints the file.",
    table(
      ["name", "what", "kind", "file"],
      frameworks(new URL("../../dist/", import.meta.url)).map(({ name, title, kind, file, client }) => [
        code(name),
        title,
        client === "public" ? `${kind}, without a secret` : kind,
        code(file),
      ]),
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

const kindText = (kind: Kind): string =>
  [
    `## ${kind.term}: \`appint create ${kind.id}\``,
    `${sentence(kind.description)}${kind.notHonoured ? ` ${sentence(kind.notHonoured)}` : ""}`,
    tableOf(kind.fields),
  ].join("\n\n");

const tableOf = (fields: readonly Field[]): string =>
  table(
    ["setting", "flag", "meaning", "default", "key, and where the app object keeps it"],
    fields.map((field) => [
      field.required ? `**${field.term}** (required)` : field.term,
      code(field.switch ? `${nameOfFlag(field.flag)}, ${nameOfFlag(field.flag).replace("--", "--no-")}` : field.flag),
      [
        field.help + (field.repeatable ? "; may be repeated" : ""),
        field.choices ? `one of ${field.choices.map(({ value }) => code(value)).join(", ")}` : "",
        field.example ? `as ${code(field.example)}` : "",
        field.meansOnlyWith ?? "",
      ]
        .filter(Boolean)
        .join("; "),
      defaultOf(field),
      `${code(field.key === keyOfFlag(field.flag) ? field.key : `${field.key}`)}, ${code(field.path)}`,
    ]),
  );

function defaultOf(field: Field): string {
  const value = field.default?.({});
  const text = value === undefined || value === null ? "" : valueText(field, value);
  return text === "" ? "–" : code(text);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const code = (text: string): string => `\`${text.replaceAll("`", "'")}\``;
const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
