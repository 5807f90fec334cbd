import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, test } from "vitest";
import { marketXml } from "@/bench/made-market";
import { readDocument } from "@/ingest-read";
import { brokerNames } from "@/queries/broker-names";
import { filters } from "@/queries/filters";
import { flatObject } from "@/queries/flat-object";
import { listReports } from "@/queries/list-reports";
import { rates } from "@/queries/rates";
import { reportDetail } from "@/queries/report-detail";
import { flatRows } from "@/queries/rows";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { parseQuarter } from "@/report/quarter";
import { FILINGS, noFilings } from "../support/filings";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

const STARTER = path.resolve(import.meta.dirname, "../../fixtures/starter");
const FILES = readdirSync(STARTER)
  .filter((name) => name.endsWith(".csv"))
  .map((name) => path.join(STARTER, name));

/** Broker, quarter, venue rows, dollars for stocks and for options (null: all blank), added up from the filings' own files
 * with decimals, apart from this program. */
const FILED: readonly (readonly [string, string, number, number | null, number | null])[] = [
  ["altruist-financial", "2025Q3", 18, 188_920.41, null],
  ["apex-clearing", "2022Q1", 43, 4_123_125.37, 2_181_524.46],
  ["apex-clearing", "2022Q2", 51, 3_318_113.75, 2_715_353.34],
  ["apex-clearing", "2022Q3", 51, 3_309_020.55, 3_089_477.54],
  ["apex-clearing", "2022Q4", 45, 2_862_604.55, 3_186_296.62],
  ["charles-schwab", "2020Q1", 60, 25_065_610.3, 28_511_592.51],
  ["charles-schwab", "2020Q2", 60, 32_396_842.11, 33_745_172.49],
  ["charles-schwab", "2020Q3", 59, 27_082_809.51, 34_785_964.79],
  ["charles-schwab", "2020Q4", 57, 27_036_160.57, 36_839_831.93],
  ["charles-schwab", "2021Q1", 57, 33_762_248.33, 44_318_905.74],
  ["charles-schwab", "2021Q2", 57, 23_794_633.4, 37_449_015.28],
  ["charles-schwab", "2021Q3", 63, 26_409_177.36, 63_073_600.6],
  ["charles-schwab", "2021Q4", 69, 27_734_562.1, 63_456_788.74],
  ["charles-schwab", "2022Q1", 69, 29_031_547.39, 58_711_765.79],
  ["charles-schwab", "2022Q2", 69, 27_412_815.91, 51_146_189.43],
  ["charles-schwab", "2022Q3", 69, 26_531_648.67, 51_029_245.73],
  ["charles-schwab", "2022Q4", 42, 25_946_968.92, 48_779_865.14],
  ["drivewealth", "2025Q3", 0, null, null],
  ["edward-jones", "2025Q3", 33, 0, null],
  ["fennel-financials", "2025Q3", 47, 237.32, null],
  ["fidelity-brokerage-services", "2025Q3", 75, 10_865_131, 78_031_807],
  ["firstrade-securities", "2020Q1", 30, 446_844.75, 1_023_265.38],
  ["firstrade-securities", "2020Q2", 30, 968_162.55, 1_247_511.89],
  ["firstrade-securities", "2020Q3", 24, 772_191.97, 1_405_581.75],
  ["firstrade-securities", "2020Q4", 24, 816_765.59, 1_950_507.65],
  ["firstrade-securities", "2021Q1", 24, 1_394_078.49, 2_910_178.46],
  ["firstrade-securities", "2021Q2", 24, 921_345.93, 2_425_211.3],
  ["firstrade-securities", "2021Q3", 24, 822_371.9, 2_344_621.91],
  ["firstrade-securities", "2021Q4", 24, 814_472, 2_526_810.98],
  ["firstrade-securities", "2022Q1", 24, 719_898.03, 2_221_284.07],
  ["firstrade-securities", "2022Q2", 15, 785_107.16, 2_022_387.42],
  ["firstrade-securities", "2022Q3", 15, 755_033.9, 2_156_920],
  ["firstrade-securities", "2022Q4", 15, 821_659.04, 2_211_743.71],
  ["futu-clearing", "2025Q3", 45, 14_267_933.72, 29_345_953.36],
  ["goldman-sachs", "2020Q1", 90, -194_314.57, -1_397_260.15],
  ["goldman-sachs", "2020Q2", 90, -202_668.46, -1_232_933.06],
  ["goldman-sachs", "2020Q3", 90, -169_836.78, -1_185_340.97],
  ["goldman-sachs", "2020Q4", 90, -191_928.8, -1_474_804.39],
  ["interactive-brokers", "2022Q1", 82, 5_836_890, 32_929_950],
  ["interactive-brokers", "2022Q2", 77, 4_576_931, 26_118_217],
  ["interactive-brokers", "2022Q3", 87, 3_405_145, 21_995_065],
  ["interactive-brokers", "2022Q4", 96, 2_741_059, 21_397_208],
  ["robinhood-financial", "2025Q3", 44, 74_560_909.92, 246_293_868.98],
  ["robinhood-securities", "2022Q1", 48, 35_019_396.83, 126_630_269.39],
  ["robinhood-securities", "2022Q2", 37, 27_400_034.91, 110_110_592.25],
  ["robinhood-securities", "2022Q3", 37, 28_579_721.59, 121_303_254.15],
  ["robinhood-securities", "2022Q4", 36, 19_499_860.29, 119_358_165.82],
  ["sofi-securities", "2025Q3", 76, 715_643.44, 915_494.45],
  ["sogotrade", "2025Q3", 27, 169_295.14, 63_130.77],
  ["tastytrade", "2025Q3", 36, 1_326_550.96, 15_952_444.2],
  ["us-tiger-securities", "2025Q3", 0, null, null],
  ["velox-clearing", "2025Q3", 43, 488.43, 297_994.31],
];

/** Of Rule 605, in columns of its own (`tests/worker/import-execution.test.ts`). */
const EXECUTION = path.join(STARTER, "execution-2026-08.csv");

function lines(): Record<string, string>[] {
  return FILES.filter((file) => file !== EXECUTION).flatMap(
    (file) =>
      Papa.parse<Record<string, string>>(readFileSync(file, "utf8"), { header: true, skipEmptyLines: true })
        .data,
  );
}

describe("the starter data", () => {
  let store: ReturnType<typeof emptyStore>;
  beforeAll(async () => {
    store = emptyStore();
    const { summary } = await importInto(store, FILES);
    // Besides, how Cboe BZX, Cboe EDGX and IEX executed orders in August 2026.
    expect(summary).toMatchObject({ stored: FILED.length + 3, rejected: 0 });
  });

  test("are the filings' figures, to the cent", () => {
    const found = FILED.map(([broker, quarter]) => {
      const when = parseQuarter(quarter);
      const scope = filters({ broker: [broker], from: when, to: when, reReported: "include" });
      const usd = (section: typeof scope.section) => rates({ ...scope, section }, [])[0]?.payment_usd ?? null;
      const rows = [...flatRows(scope)].filter(
        ({ values }) => flatObject(values).filed_venue !== null,
      ).length;
      return [broker, quarter, rows, usd(["sp500", "non_sp500"]), usd(["options"])];
    });
    expect(found).toEqual(FILED);
  });

  test("open with 2025 Q3: twelve brokers; 2022 compares five over four quarters", () => {
    expect(latestMarketQuarter(storedQuarters(filters()))).toBe("2025Q3");
    const of = (quarter: string) =>
      FILED.filter(([, one]) => one === quarter)
        .map(([broker]) => broker)
        .sort();
    const stored = (quarter: string) => {
      const when = parseQuarter(quarter);
      return listReports(filters({ from: when, to: when }))
        .map((report) => report.broker_slug)
        .sort();
    };
    expect(stored("2025Q3")).toEqual(of("2025Q3"));
    expect(stored("2025Q3")).toHaveLength(12);
    for (const quarter of ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]) {
      expect(stored(quarter)).toEqual([
        "apex-clearing",
        "charles-schwab",
        "firstrade-securities",
        "interactive-brokers",
        "robinhood-securities",
      ]);
    }
  });

  test("every broker is known", () => {
    expect(brokerNames().filter(({ name }) => /^CRD |^[A-Z]{4}$|_606_/.test(name))).toEqual([]);
    expect(brokerNames()).toHaveLength(18);
  });

  test("say where each figure is from, and hold no sentence of a broker", () => {
    for (const row of lines()) {
      expect(row.material_aspects).toBe("");
      expect(row.source_file).toMatch(/\.xml$/);
      expect(row.source_sha256).toMatch(/^([0-9a-f]{64})?$/);
    }
    const [fidelity] = listReports(filters({ broker: ["fidelity-brokerage-services"] }));
    expect(reportDetail(fidelity?.id ?? "").origin).toEqual({
      file: "7784_606_NMS_2025_Q3_V1.xml",
      sha256: null,
    });
  });

  test.skipIf(noFilings)(
    "name the documents they were read from by their hash (needs ../shared/filings)",
    () => {
      const told = new Map(lines().map((row) => [row.source_file ?? "", row.source_sha256 ?? ""]));
      const files = [...told.keys()].flatMap((name) =>
        [path.join(FILINGS, name), path.join(FILINGS, "finra", name)].filter((file) => existsSync(file)),
      );
      // 40 given filings, and FINRA's of DriveWealth and US Tiger.
      expect(files).toHaveLength(42);
      for (const file of files) {
        const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
        expect(told.get(path.basename(file)), file).toBe(hash);
      }
    },
  );

  test("a file of FINRA's that comes later becomes the shown source of equal figures", async () => {
    const csv = path.join(STARTER, "fidelity-brokerage-services.csv");
    const { reports } = await readDocument(readFileSync(csv), path.basename(csv), null);
    const report = reports[0]?.report;
    if (!report) throw new Error("no report");
    const file = path.join(temporaryFolder(), "7784_606_NMS_2025_Q3_V1.xml");
    writeFileSync(file, marketXml(report, report.filedBroker, report.quarter, 1));
    const { summary } = await importInto(store, [file]);
    expect(summary).toMatchObject({ sources: 1, stored: 0, versions: 0 });
    const [shown] = listReports(filters({ broker: ["fidelity-brokerage-services"] }));
    expect(shown).toMatchObject({ format: "xml", file: "7784_606_NMS_2025_Q3_V1.xml" });
  });

  test.skipIf(noFilings)(
    "and so do FINRA's own of blank and of zero figures (needs ../shared/filings)",
    async () => {
      const files = [
        "165429_606_NMS_2025_Q3_DRVW_V1.xml",
        "120583_606_NMS_2025_Q3_20251008062755108_V1.xml",
      ].map((name) => path.join(FILINGS, "finra", name));
      const { summary } = await importInto(store, files);
      expect(summary).toMatchObject({ sources: 2, stored: 0, versions: 0 });
    },
  );
});
