/** Whether this terminal is asked and told line by line. */

/** `--plain`, APPINT_PLAIN, or a terminal that says of itself that it can do no more. */
export const asksPlainly = (flag: boolean | undefined, env: NodeJS.ProcessEnv): boolean =>
  Boolean(flag || env.APPINT_PLAIN || env.TERM === "dumb");
