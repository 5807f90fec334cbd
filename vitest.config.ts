import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests in a browser take longest: begun first, none of them is left running alone at the end. */
class BrowsersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const ofBrowser = ({ moduleId }: TestSpecification) => moduleId.includes("/tests/e2e/");
    return [...sorted.filter(ofBrowser), ...sorted.filter((one) => !ofBrowser(one))];
  }
}

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
