import { existsSync } from "node:fs";
import path from "node:path";

const shared = path.resolve(import.meta.dirname, "../../../shared");

/** Real filings beside the project. They are not part of it: tests that need them are skipped where the
 * folder is missing, but never in CI. */
export const FILINGS = path.join(shared, "filings");
export const SEC_SAMPLES = path.join(shared, "sec");
/** Small made-up filings with one fault each, after real ones. */
export const CASES = path.join(shared, "cases");
export const FIGURES_2025Q3 = path.join(shared, "figures-2025q3");

const present = existsSync(FILINGS);
if (!present && process.env.CI === "true") throw new Error(`CI needs the real filings in ${FILINGS}`);

/** For `describe.skipIf(noFilings)("… (needs ../shared/filings)")`. */
export const noFilings = !present;
