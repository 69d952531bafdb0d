/** What the other side needs of an app, as lines to read and as environment variables: walks over its kind's one list. */
import type { App, TestSettings } from "../store/apps.js";
import type { Kind, SetupDefinition, SetupInput, SetupValue } from "./kind.js";

/** Which value goes into which variable. */
export type EnvMap = NonNullable<TestSettings["envMap"]>;

/** One variable of the app's environment. */
export interface EnvironmentVariable {
  name: string;
  /** Undefined for a secret that is not revealed. */
  value: string | undefined;
  secret: boolean;
}

/** Label and value of everything that has a value, for people. */
export const setupOf = (kind: Kind, input: SetupInput): SetupValue[] =>
  kind.otherSideNeeds.flatMap((definition) =>
    valuesOf(definition, input).map((value) => ({ label: definition.label, value })),
  );

/** Names of the variables that apps of a kind get, as long as nothing renames them. */
export const environmentNames = (kind: Kind): string[] =>
  kind.otherSideNeeds.map(({ env }) => env).filter((name) => name !== undefined);

/** The variables of one value: those that the map gives it, else its own name. */
export function variablesOf(name: string, envMap: EnvMap): string[] {
  const renamed = envMap.filter((each) => each.name === name).map(({ variable }) => variable);
  return renamed.length > 0 ? renamed : [name];
}

/** The environment that carries an app's values to the other side, with a sealed secret by its name alone. */
export function environmentOf(kind: Kind, input: SetupInput, envMap: EnvMap = []): EnvironmentVariable[] {
  return kind.otherSideNeeds.flatMap((definition): EnvironmentVariable[] => {
    const { env } = definition;
    const [value] = valuesOf(definition, input);
    const isThere = value !== undefined || (definition.secret && appliesTo(definition, input.app));
    return env === undefined || !isThere
      ? []
      : variablesOf(env, envMap).map((name) => ({ name, value, secret: definition.secret ?? false }));
  });
}

/** The values among them that nobody may see. */
export const secretsOf = (variables: readonly EnvironmentVariable[]): string[] =>
  variables.flatMap(({ secret, value }) => (secret && value !== undefined ? [value] : []));

const appliesTo = (definition: SetupDefinition, app: App): boolean => definition.appliesTo?.(app) ?? true;

function valuesOf(definition: SetupDefinition, input: SetupInput): readonly string[] {
  const made = appliesTo(definition, input.app) ? definition.of(input) : undefined;
  return made === undefined ? [] : typeof made === "string" ? [made] : made;
}
