import { defineConfig } from "vitest/config";

// What drives the built CLI or real counterparts stands in projects of its own, so that the unit part stays fast.
const isolated = ["test/{e2e,peers,house}/**"];

export default defineConfig({
  test: {
    pool: "forks",
    // A process for each worker, not for each file: half of the suite's processor time went into starting them.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.spec.ts"], exclude: isolated } },
      {
        extends: true,
        test: {
          name: "house",
          include: ["test/house/**/*.spec.ts"],
          globalSetup: ["test/e2e/build.ts"],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.spec.ts"],
          globalSetup: ["test/e2e/build.ts"],
          testTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: "peers",
          include: ["test/peers/**/*.spec.ts"],
          globalSetup: ["test/e2e/build.ts", "test/peers/set-up.ts"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
