import { readdirSync } from "node:fs";
import path from "node:path";
import { sampleReports, writeMarketZip } from "@/bench/made-market";

export const STARTER = path.resolve(import.meta.dirname, "../../fixtures/sample");

/**
 * Two ZIPs as FINRA's of two neighbouring quarters, each of the same `brokers` made ones (so that checks that
 * look at neighbouring quarters have something to look at). Returns their paths.
 */
export async function madeQuarters(folder: string, brokers: number): Promise<[string, string]> {
  const reports = sampleReports(readdirSync(STARTER).filter((name) => name.endsWith(".csv")));
  const zips: [string, string] = [
    path.join(folder, "606_NMS_2025_Q2.zip"),
    path.join(folder, "606_NMS_2025_Q3.zip"),
  ];
  await writeMarketZip(zips[0], reports, brokers, { year: 2025, quarter: 2 });
  await writeMarketZip(zips[1], reports, brokers, { year: 2025, quarter: 3 });
  return zips;
}
