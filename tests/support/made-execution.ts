import type { Database } from "better-sqlite3";
import { readExecution } from "@/execution/read/read-execution";
import { SUMMARY_FIELDS } from "@/execution/statistics";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { saveExecution } from "@/store/execution/save-execution";
import { recordDocument } from "@/store/record-document";

const NAMES = { slug: "abcd", name: "ABCD", kind: "unknown" as const, venueSlug: null, brokerSlug: null };

/** A summary of two rows, market orders in S&P 500 stocks, figures that can be. */
export function madeSummaryText(code: string, improved = 0.5): string {
  const row = (size: number) =>
    `T,${code},202608,Y,${size},M,20,${2 * size},100,0.9,${improved},0.0005,0.0004,0.001,0.4,-0.0001,,12.5\n`;
  return `${SUMMARY_FIELDS.join(",")}\n${row(1000)}${row(250)}`;
}

/** Saves a made summary of ABCD for August 2026, two rows, as from a document that is recorded; gives its public id. */
export function saveMadeSummary(
  database: Database,
  sha256: string,
  code = "ABCD",
  improved?: number,
): string {
  const name = `${code}202608.csv`;
  const [read] = readExecution(Buffer.from(madeSummaryText(code, improved)), name)?.executions ?? [];
  if (!read) throw new Error("the made summary is refused");
  const names = { ...NAMES, slug: code.toLowerCase(), name: code } as const;
  return saveExecution(database, read, names, { sha256, name }).publicId;
}

/** The same with its document recorded. */
export function recordMadeSummary(database: Database): string {
  const document = {
    sha256: "sha-1",
    name: "ABCD202608.csv",
    format: "csv",
    bytes: 1,
    container: null,
  } as const;
  recordDocument(database, document);
  return saveMadeSummary(database, document.sha256);
}

/** A row as queries give it: Cboe BZX, August 2026, market orders of $1,000 to $5,000 in other than S&P 500 stocks. */
export function executionRow(own: Partial<ExecutionListRow> = {}): ExecutionListRow {
  return {
    reporter: "BATS",
    reporter_slug: "cboe-bzx",
    kind: "venue",
    participant: "Z",
    month: 202608,
    sp500: "N",
    order_size: 1000,
    order_type: "M",
    avg_order_shares: 115.158777,
    avg_order_usd: 2338.743269,
    midpoint_usd: 21.439042,
    at_quote_or_better_fraction: 0.698806,
    improved_fraction: 0.557559,
    net_improvement_fraction: 0.002893,
    effective_spread_fraction: 0.012054,
    quoted_spread_fraction: 0.014628,
    efq_filed: 82.40641,
    efq_pct: 82.40641,
    realized_spread_15s_fraction: 0.012032,
    realized_spread_1min_fraction: 0.011861,
    execution_ms: 2448.795366,
    net_improvement_usd_per_1000: 2.893,
    net_improvement_cents_per_100_shares: 620.23148506,
    marked: null,
    report_id: "202608-0123456789",
    report_version: 1,
    source_file: "BATS202608.csv",
    source_sha256: "0f4ad915363e438ee27f20aa2edb426e84d2b31bc69769696441b340e68b2e7e",
    source_position: "row 6",
    efq_unit: "percent",
    findings: null,
    ...own,
  };
}
