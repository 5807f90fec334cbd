import { writeFileSync } from "node:fs";
import path from "node:path";
import { STATISTIC_FIELDS, SUMMARY_FIELDS } from "@/execution/statistics";
import { openWriter } from "@/store/write-connection";
import { type RunningServer, runningServer } from "./running-server";
import { sampleFiles } from "./sample";
import { importInto } from "./store-with-filings";
import { temporaryFolder } from "./temporary-folder";

/** The published summaries of August 2026 of Cboe BZX, Cboe EDGX and IEX, as the starter data have them. */
const PUBLISHED = path.resolve(import.meta.dirname, "../../fixtures/starter/execution-2026-08.csv");

/** Wholly made up: what Robinhood Securities, which filed none, could have filed for two months. */
const ROBINHOOD = { 202608: ["0.00031", "0.87", "42"], 202609: ["0.00029", "0.86", "40"] };

/** A server over the sample, the published summaries, and made ones of a broker. */
export async function executedServer(): Promise<RunningServer> {
  const dataDir = temporaryFolder();
  const store = { dataDir, databaseFile: path.join(dataDir, "pfof.db"), maxUploadBytes: 256 * 1024 * 1024 };
  const made = Object.entries(ROBINHOOD).map(([month, [improvement, improved, ms]]) => {
    const file = path.join(temporaryFolder(), `MADE${month}.csv`);
    writeFileSync(
      file,
      madeText(month, { WghtdAvgPctPI: improvement, PctExctdPI: improved, WghtdAvgExctnTime: ms }),
    );
    return file;
  });
  await importInto(store, [...sampleFiles(), PUBLISHED, ...made]);
  const database = openWriter(store.databaseFile);
  // No broker's code is in the directory yet: none had filed.
  database
    .prepare(
      "UPDATE reporter SET slug = 'robinhood-securities', broker_slug = 'robinhood-securities', name = 'Robinhood Securities', kind = 'broker' WHERE code = 'MADE'",
    )
    .run();
  database.close();
  return runningServer({ SEED: "0", DATA_DIR: dataDir });
}

/** Market orders below $200,000 and of $1,000 to $5,000 in S&P 500 stocks. */
function madeText(month: string, own: Readonly<Record<string, string | undefined>>): string {
  const usual: Record<string, string> = {
    AvgOrderQty: "20",
    ExctdOrderMidPtAvg: "100",
    PctExctdAtQuotOrBetter: "0.95",
    AvgEffctvSprdPct: "0.0004",
    AvgPctQuotSprd: "0.001",
    AvgEFQPct: "0.4",
    AvgRealSprdPct15sec: "-0.0001",
    AvgRealSprdPct1min: "-0.0001",
  };
  const rows = ["1000", "199999"].map((size) =>
    [
      "T,MADE",
      month,
      "Y",
      size,
      "M",
      ...STATISTIC_FIELDS.map((field) => own[field] ?? usual[field] ?? "2000"),
    ].join(","),
  );
  return `${SUMMARY_FIELDS.join(",")}\r\n${rows.join("\r\n")}\r\n`;
}
