import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { sampleReports, writeMarketZip } from "./made-market";
import { median } from "./median";

/**
 * A FINRA-sized ZIP (1,200 reports) imported end to end by `npm run import`, start-up included, beside
 * a Python script that only unzips, parses and inserts: seconds, peak memory, ratio. Pairs in turn,
 * medians.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "intake");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const zip = path.join(folder, "606_NMS_2025_Q3.zip");
  const files = readdirSync("fixtures/sample").filter((name) => name.endsWith(".csv"));
  const bytes = await writeMarketZip(zip, sampleReports(files), 1200, { year: 2025, quarter: 3 });
  console.log(
    `corpus: 1,200 reports, ${megabytes(bytes)} MB of XML, ${megabytes(statSync(zip).size)} MB zipped`,
  );

  const ours: Figures[] = [];
  const python: Figures[] = [];
  for (let round = 0; round < 6; round += 1) {
    const data = path.join(folder, `data-${round}`);
    const first = measure(["node", "dist/import.js", "--json", zip], {
      DATA_DIR: data,
      DATABASE_URL: `file:${path.join(data, "store.db")}`,
    });
    const second = measure(
      ["python3", "scripts/bench/import_baseline.py", zip, path.join(folder, `python-${round}.db`)],
      {},
    );
    // The first pair warms the file cache and is not counted.
    if (round > 0) {
      ours.push(first);
      python.push(second);
    }
  }
  const ratio = median(ours.map((one, i) => one.seconds / (python[i]?.seconds ?? Number.NaN)));
  console.log(`import, everything done: ${describe(ours)}`);
  console.log(`Python, parse + insert:  ${describe(python)}`);
  console.log(`ratio ${ratio.toFixed(2)} (goal ≤ 1.0, aim 0.5); peak memory goal < 400 MB`);
  rmSync(folder, { recursive: true, force: true });
}

interface Figures {
  readonly seconds: number;
  readonly megabytes: number;
}

function measure(command: readonly string[], environment: Record<string, string>): Figures {
  const output = execFileSync("python3", ["scripts/bench/measure.py", ...command], {
    encoding: "utf8",
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(output) as Figures;
}

function describe(runs: readonly Figures[]): string {
  const seconds = median(runs.map((run) => run.seconds));
  return `${seconds.toFixed(2)} s, ${Math.max(...runs.map((run) => run.megabytes)).toFixed(0)} MB`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
