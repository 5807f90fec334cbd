import path from "node:path";
import { defineConfig } from "vitest/config";

/** `npm run test:faults`: processes killed, disks filled, files damaged. `npm test` runs the quick ones too. */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname, "src") } },
  test: {
    include: ["tests/faults/**/*.test.ts"],
    globalSetup: ["tests/global-setup.ts"],
    testTimeout: 240_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
