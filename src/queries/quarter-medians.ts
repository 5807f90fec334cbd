import { orderReading } from "@/report/order-reading";
import type { OrderType } from "@/report/order-types";
import { quartilesOf } from "@/report/quartiles";
import type { Section } from "@/report/sections";
import { filters } from "./filters";
import { markedRates } from "./marked-rates";
import { remembered } from "./remembered";

/** What brokers were paid for an average order of one kind in one quarter. */
export interface QuarterMedian {
  /** `2020Q1` */
  readonly quarter: string;
  /** Cents per 100 shares; options: per contract. */
  readonly cents: number;
  /** How many brokers it is of: those that filed enough, without doubtful figures. */
  readonly brokers: number;
}

/** The median broker of each quarter that has at least three, oldest first; each by its own report. */
export function quarterMedians(
  section: Section,
  orderType: OrderType,
  asOf: string | null,
): readonly QuarterMedian[] {
  return remembered("quarter medians", [section, orderType, asOf], () => {
    const ofQuarter = new Map<string, number[]>();
    const scope = filters({ section: [section], orderType: [orderType], reReported: "include", asOf });
    for (const row of markedRates(scope, ["quarter", "broker"])) {
      const { cents, mark } = orderReading(row);
      if (cents === null || mark || !row.quarter) continue;
      ofQuarter.set(row.quarter, [...(ofQuarter.get(row.quarter) ?? []), cents]);
    }
    return [...ofQuarter].flatMap(([quarter, values]) => {
      const found = quartilesOf(values);
      return found ? [{ quarter, cents: found.median, brokers: values.length }] : [];
    });
  });
}
