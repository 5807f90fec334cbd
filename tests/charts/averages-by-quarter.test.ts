import { expect, test } from "vitest";
import { averagesByQuarter } from "@/charts/averages-by-quarter";
import { about } from "@/charts/chart";
import type { RateRow } from "@/queries/rates";
import { filingEvents } from "@/report/filing-events";

/** Schwab's averages for a market order in options, cents per contract, as its reports give them, rounded. */
function row(quarter: string, cents: number): RateRow {
  return {
    quarter,
    section: "options",
    orderType: "market",
    payment_usd: 1,
    cents_per_100_shares: cents,
    order_coverage: 99,
    paid_nothing_pct: 0,
    order_average_cents_per_100_shares: cents,
  } as unknown as RateRow;
}

test("a step that a filing explains has a number at the line, and what it says below it", () => {
  const { parts, notes } = averagesByQuarter.show(
    {
      own: [row("2021Q2", 36), row("2021Q3", 50), row("2021Q4", 51)],
      medians: [],
      events: filingEvents("charles-schwab", "options"),
    },
    about({ broker: "Schwab" }),
  );
  expect(parts[0]?.chart.lines.find(({ key }) => key === "own")?.numbers).toEqual([null, 1, null]);
  expect(notes[0]).toMatch(
    /^1 · 2021 Q3: From this quarter on Schwab’s report states .* Source: Schwab’s reports for/,
  );
});

test("nothing is numbered where no filing says anything of the quarters shown", () => {
  const { parts, notes } = averagesByQuarter.show(
    {
      own: [row("2020Q1", 36), row("2020Q2", 37)],
      medians: [],
      events: filingEvents("charles-schwab", "options"),
    },
    about({ broker: "Schwab" }),
  );
  expect(parts[0]?.chart.lines.some(({ numbers }) => numbers)).toBe(false);
  expect(notes.some((note) => note.startsWith("1 ·"))).toBe(false);
});
