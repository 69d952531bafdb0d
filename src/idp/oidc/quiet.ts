/** Loads the OAuth engine without what it prints on import: its word on the Node version is not our users' business. */

/** The module `oidc-provider`. */
export async function loadQuietly(): Promise<typeof import("oidc-provider")> {
  const { warn, info } = console;
  const unlessEngine =
    (print: (...args: unknown[]) => void) =>
    (...args: unknown[]) => {
      if (!/oidc-provider (WARNING|NOTICE)/.test(String(args[0]))) print(...args);
    };
  console.warn = unlessEngine(warn);
  console.info = unlessEngine(info);
  try {
    return await import("oidc-provider");
  } finally {
    console.warn = warn;
    console.info = info;
  }
}
