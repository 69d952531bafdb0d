import { defineConfig } from "vitest/config";

// Tests that drive the built CLI or real counterparts live in their own projects, so that the unit part stays fast.
export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: "forks",
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.spec.ts"], exclude: ["test/{e2e,peers,house}/**"] },
      },
      { extends: true, test: { name: "house", include: ["test/house/**/*.spec.ts"] } },
      { extends: true, test: { name: "e2e", include: ["test/e2e/**/*.spec.ts"], testTimeout: 60_000 } },
      { extends: true, test: { name: "peers", include: ["test/peers/**/*.spec.ts"], testTimeout: 90_000 } },
    ],
  },
});
