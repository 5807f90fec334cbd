import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";

/** One filed pair of a report. Rows of one venue may repeat (sub-accounts): their dollars are added. */
export interface CandidateCell {
  /** 1–12 */
  readonly month: number;
  readonly section: Section;
  /** Canonical slug: two brokers file one venue under two names. */
  readonly venue: string;
  readonly orderType: OrderType;
  /** Net dollars, positive: received. Null: blank. */
  readonly usd: number | null;
  /** Net cents per hundred shares. Null: blank. */
  readonly cph: number | null;
}

/** A current report. Pass one version of each report only: versions repeat each other by nature. */
export interface CandidateReport {
  readonly id: string;
  /** Index as in `quarterIndex`; only reports of one quarter are compared. */
  readonly quarter: number;
  readonly cells: Iterable<CandidateCell>;
}

/** A cell counts when it is this many times its rounding: equality by chance is then below 1 in 100. */
const ROUNDINGS = 200;

/** Whether rounding cannot make an amount look equal to another. */
export function isLarge(usd: number, rounding: number): boolean {
  return Math.abs(usd) >= ROUNDINGS * rounding;
}

export interface LedgerCell {
  usd: number;
  cph: number | null;
}

/** The paid cells of one report by what they are for. */
export interface Ledger {
  readonly id: string;
  readonly cells: ReadonlyMap<string, LedgerCell>;
  /** Keys of the cells by month and section, sorted: rows of one venue stand together. */
  readonly blocks: ReadonlyMap<string, readonly string[]>;
  /** Half the last digit filed: half a cent, or half a dollar where all amounts are whole. */
  readonly rounding: number;
  /** Σ|usd| */
  readonly money: number;
}

export function ledgerOf({ id, cells }: CandidateReport): Ledger {
  const merged = new Map<string, LedgerCell>();
  const blocks = new Map<string, string[]>();
  for (const { month, section, venue, orderType, usd, cph } of cells) {
    if (usd === null || usd === 0) continue;
    const block = `${month} ${section}`;
    const key = `${block} ${venue} ${orderType}`;
    const cell = merged.get(key);
    if (cell) {
      // Rates of several rows cannot be added.
      Object.assign(cell, { usd: cell.usd + usd, cph: null });
      continue;
    }
    merged.set(key, { usd, cph });
    const keys = blocks.get(block);
    if (keys) keys.push(key);
    else blocks.set(block, [key]);
  }
  for (const keys of blocks.values()) keys.sort();
  const amounts = [...merged.values()].map((cell) => cell.usd);
  return {
    id,
    cells: merged,
    blocks,
    rounding: amounts.every(Number.isInteger) ? 0.5 : 0.005,
    money: amounts.reduce((sum, usd) => sum + Math.abs(usd), 0),
  };
}
