/** `import.meta.glob`, which the bundler and the test runner resolve: path → loader of the module. */
interface ImportMeta {
  glob<Module>(pattern: string): Record<string, () => Promise<Module>>;
}
