import { buildPrograms } from "../scripts/build.mjs";

/** Once before all tests: importer, reader and server as programs, because tests run the real ones. */
export async function setup(): Promise<void> {
  await buildPrograms();
}
