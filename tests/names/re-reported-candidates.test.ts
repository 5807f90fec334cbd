import { describe, expect, test } from "vitest";
import { reReportedCandidates } from "@/names/re-reported-candidates";
import type { CandidateCell, CandidateReport } from "@/names/report-ledger";
import { resolveBroker } from "@/names/resolve-broker";
import { resolveVenue } from "@/names/resolve-venue";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS } from "@/report/sections";
import { filingsAbsent, readFilings } from "./read-filings";

const QUARTER = 8088; // 2022Q1
const VENUES = [
  "citadel-securities",
  "virtu-americas",
  "two-sigma-securities",
  "wolverine-execution-services",
];

/** A report with made-up payments between $3 and $300,000 that depend on the seed only. */
function madeReport(id: string, seed: number, venues: readonly string[] = VENUES): CandidateReport {
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const cells = [1, 2, 3].flatMap((month) =>
    SECTIONS.flatMap((section) =>
      venues.flatMap((venue) =>
        ORDER_TYPES.map((orderType): CandidateCell => {
          const usd = Math.round(300 * 100_000 ** next()) / 100;
          return { month, section, venue, orderType, usd, cph: Math.round(200_000 * next()) / 10_000 };
        }),
      ),
    ),
  );
  return { id, quarter: QUARTER, cells };
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}

/** The same report, every payment multiplied and rounded to the cent, rates by `rate`. */
function repeated(id: string, report: CandidateReport, factor: number, rate = 1): CandidateReport {
  const cells = [...report.cells].map((cell) => ({
    ...cell,
    usd: cell.usd === null ? null : cents(cell.usd * factor),
    cph: cell.cph === null ? null : Math.round(cell.cph * rate * 10_000) / 10_000,
  }));
  return { id, quarter: report.quarter, cells };
}

describe("reReportedCandidates", () => {
  const securities = madeReport("securities", 7);

  test("finds a report that repeats 80 % of another's payments", () => {
    const found = reReportedCandidates([
      repeated("financial", securities, 0.8),
      securities,
      madeReport("other", 8),
    ]);
    expect(found).toEqual([
      {
        report: "financial",
        inside: "securities",
        quarter: QUARTER,
        factor: expect.closeTo(0.8, 6),
        rateFactor: expect.closeTo(1, 3),
        matchingCells: expect.any(Number),
        comparedCells: expect.any(Number),
      },
    ]);
    // 3 months × 3 sections × 4 venues × 4 order types, but for those too small to tell.
    expect(found[0]?.matchingCells).toBeGreaterThan(120);
    expect(found[0]?.matchingCells).toBe(found[0]?.comparedCells);
  });

  test("tells shared payments (lower rate) from a part of the orders (same rate)", () => {
    const [found] = reReportedCandidates([securities, repeated("shared", securities, 0.8, 0.8)]);
    expect(found?.rateFactor).toBeCloseTo(0.8, 3);
  });

  test.each([
    { what: "an equal copy", make: () => repeated("copy", securities, 1) },
    { what: "a tenth", make: () => repeated("copy", securities, 0.1) },
    {
      what: "only one venue's rows",
      make: () => {
        const copy = repeated("copy", securities, 0.9);
        return { ...copy, cells: [...copy.cells].filter((cell) => cell.venue === "virtu-americas") };
      },
    },
    {
      what: "rows of its own among the repeated ones",
      make: () => {
        const copy = repeated("copy", securities, 0.5);
        return { ...copy, cells: [...copy.cells, ...madeReport("", 9, ["jane-street", "iex", "box"]).cells] };
      },
    },
    {
      what: "net payments to the venue",
      make: () => repeated("copy", securities, 0.8),
      sign: -1,
    },
  ])("finds $what", ({ make, sign = 1 }) => {
    const [copy, whole] = [make(), securities].map((report) => ({
      ...report,
      cells: [...report.cells].map((cell) => ({ ...cell, usd: cell.usd === null ? null : sign * cell.usd })),
    }));
    const found = reReportedCandidates([copy, whole].filter((one) => one !== undefined));
    expect(found.map((one) => new Set([one.report, one.inside]))).toEqual([new Set(["copy", "securities"])]);
  });

  test("hundreds of firms that repeat one report are each set against the largest", () => {
    const firms = Array.from({ length: 300 }, (_, i) => repeated(`firm-${i}`, securities, 0.2 + i / 1000));
    const found = reReportedCandidates([...firms, securities]);
    expect(found.map((one) => one.inside)).toEqual(Array.from({ length: 300 }, () => "securities"));
    expect(new Set(found.map((one) => one.report)).size).toBe(300);
  });

  test("finds two reports that each hold a part of one", () => {
    const second = madeReport("second", 21, ["jane-street", "box"]);
    const cells = [repeated("", securities, 0.5), repeated("", second, 0.9)].flatMap((one) => [...one.cells]);
    const found = reReportedCandidates([{ id: "both", quarter: QUARTER, cells }, securities, second]);
    const pairs = found.map((one) => [one.report, one.inside].sort().join(" and "));
    expect(pairs.sort()).toEqual(["both and second", "both and securities"]);
  });

  test("whole-dollar amounts are compared by the dollar", () => {
    const cells = [...repeated("", securities, 0.8).cells].map((cell) => ({
      ...cell,
      usd: cell.usd === null ? null : Math.round(cell.usd),
    }));
    const [found] = reReportedCandidates([{ id: "dollars", quarter: QUARTER, cells }, securities]);
    expect(found).toMatchObject({ report: "dollars", inside: "securities" });
    expect(found?.factor).toBeCloseTo(0.8, 4);
  });

  test.each([
    {
      what: "reports of other firms",
      reports: Array.from({ length: 60 }, (_, i) => madeReport(`r${i}`, 100 + i)),
    },
    {
      what: "the same figures in another quarter",
      reports: [securities, { ...repeated("later", securities, 0.8), quarter: QUARTER + 1 }],
    },
    {
      what: "nothing paid",
      reports: ["a", "b"].map((id) => repeated(id, securities, 0)),
    },
    {
      what: "a handful of equal cells",
      reports: [
        securities,
        { ...repeated("few", securities, 0.8), cells: [...repeated("", securities, 0.8).cells].slice(0, 6) },
      ],
    },
  ])("proposes nothing for $what", ({ reports }) => {
    expect(reReportedCandidates(reports)).toEqual([]);
  });

  test.skipIf(filingsAbsent)("proposes nothing among the real filings (../shared/filings)", () => {
    const reports = new Map<string, { id: string; quarter: number; cells: CandidateCell[] }>();
    for (const row of readFilings()) {
      const [year = 0, quarter = 0] = row.quarter.split("Q").map(Number);
      const id = `${resolveBroker(row.broker, null).slug} ${row.quarter}`;
      const report = reports.get(id) ?? { id, quarter: year * 4 + quarter - 1, cells: [] };
      reports.set(id, report);
      const venue = resolveVenue(row, row.assetClass).slug;
      ORDER_TYPES.forEach((orderType, i) => {
        const [usd = null, cph = null] = [row.usd[i], row.cph[i]];
        report.cells.push({ month: row.month, section: row.section, venue, orderType, usd, cph });
      });
    }
    expect(reports.size).toBe(40);
    expect(reReportedCandidates(reports.values())).toEqual([]);
    // All as one quarter: a broker's own quarters do not look like each other either.
    const together = [...reports.values()].map((report) => ({ ...report, quarter: QUARTER }));
    expect(reReportedCandidates(together)).toEqual([]);
  });
});
