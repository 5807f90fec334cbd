import path from "node:path";
import { defineConfig } from "vitest/config";
import { BrowsersFirst } from "./tests/support/browsers-first";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname, "src") } },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    // Take minutes: npm run test:faults.
    exclude: ["tests/**/*.slow.test.ts"],
    globalSetup: ["tests/global-setup.ts"],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // Two cores; browser and server tests start processes of their own.
    maxWorkers: 2,
    sequence: { sequencer: BrowsersFirst },
  },
});
