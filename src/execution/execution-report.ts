import type { Finding } from "@/report/findings";
import type { EfqUnit } from "./efq-unit";
import type { ExecutionType, OrderSize, Sp500 } from "./order-sizes";

/** What kind of file a report of rule 605 was: a summary (605(a)(2)), or a detailed file (605(a)(1)) of the rule as amended, or as
 * it was for months to July 2026. */
export const EXECUTION_KINDS = ["summary", "detailed", "legacy"] as const;
export type ExecutionKind = (typeof EXECUTION_KINDS)[number];

/** A row of the summary as filed. The statistics are texts: a figure comes back digit by digit as it was written. */
export interface ExecutionRow {
  readonly sp500: Sp500;
  readonly size: OrderSize;
  readonly type: ExecutionType;
  /** In the order of `STATISTICS`; null: filed empty, or nothing to compute. */
  readonly filed: readonly (string | null)[];
  /** `line 5`. */
  readonly position: string;
}

/** Sums over the rows of a detailed file with one order type, size and lot flag. Counts and shares are of all rows;
 * spreads only of those whose statistics are possible. */
export interface ExecutionSum {
  /** As filed: `MXXNN`, or `11` of the rule as it was. */
  readonly type: string;
  /** As filed: dollars, or `21`–`24` of the rule as it was. */
  readonly size: string;
  /** As filed; "" where the format has none. */
  readonly lot: string;
  readonly rows: number;
  readonly orders: number;
  readonly shares: number;
  readonly cancelledShares: number;
  readonly executedShares: number;
  readonly executedAwayShares: number;
  readonly improvedShares: number;
  readonly improvedUsd: number;
  readonly atQuoteShares: number;
  readonly outsideShares: number;
  readonly outsideUsd: number;
  /** Executed shares behind the three spreads, and Σ spread × shares. */
  readonly ratedShares: number;
  readonly effectiveUsd: number;
  readonly quotedUsd: number;
  readonly midpointUsd: number;
  /** Executed shares of rows whose statistics are impossible, and how many such rows. */
  readonly leftOutShares: number;
  readonly leftOutRows: number;
}

/** The document a row was copied from, where the file is this site's own CSV. */
export interface ExecutionOrigin {
  readonly file: string;
  readonly sha256: string;
}

/** One reporter's report for one month. */
export interface ExecutionReport {
  readonly kind: ExecutionKind;
  /** Code of the reporter as filed: `BATS`. */
  readonly code: string;
  /** Code of the participant that assigned it: `Z`. */
  readonly participant: string;
  /** 202608. */
  readonly month: number;
  /** Of a summary. */
  readonly rows: readonly ExecutionRow[];
  /** Of a summary: how its E/Q is read; null: not known. */
  readonly efqUnit: EfqUnit | null;
  /** Of a detailed file. */
  readonly sums: readonly ExecutionSum[];
  /** Lines of a detailed file that were not read. */
  readonly unreadLines: number;
  readonly origin: ExecutionOrigin | null;
}

export interface ReadExecution {
  readonly report: ExecutionReport;
  readonly findings: readonly Finding[];
}
