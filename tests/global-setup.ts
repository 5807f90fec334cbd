import { buildPages, buildPrograms } from "../scripts/build.mjs";

/**
 * Once before all tests: importer, reader and server as programs, because tests run the real ones. In CI
 * the pages too, so that no test waits for their build; elsewhere the first test that needs them does.
 */
export async function setup(): Promise<void> {
  await buildPrograms();
  if (process.env.CI === "true") await buildPages();
}
