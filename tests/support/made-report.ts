import { figuresHash } from "@/report/figures-hash";
import type { NamedReport } from "@/report/named-report";
import type { Report } from "@/report/report";

/** Thirteen figures: one market payment, the rest blank. */
function marketFigures(usd: number | null, cph: number | null, pct = 100): (number | null)[] {
  return [pct, pct, null, null, null, usd, cph, null, null, null, null, null, null];
}

/** A made report of 2021 Q1 with one S&P 500 row in January: $100 at 10 cents unless said otherwise. */
export function madeReport(change: Partial<Report> & { usd?: number; venue?: string } = {}): Report {
  const { usd = 100, venue = "Citadel Securities", ...rest } = change;
  return {
    filedBroker: "Example Brokerage",
    crd: null,
    quarter: { year: 2021, quarter: 1 },
    series: "",
    filedVersion: null,
    generatedAt: "2021-04-20T12:00:00Z",
    format: "xml",
    origin: null,
    months: [
      {
        month: 1,
        sections: [
          {
            section: "sp500",
            mix: [100, 100, 0, 0, 0],
            venues: [
              {
                filedVenue: venue,
                mic: null,
                mpid: null,
                figures: marketFigures(usd, 10),
                materialAspects: "Pays us.",
                position: "line 20",
              },
            ],
          },
        ],
      },
    ],
    ...rest,
  };
}

export function named(report: Report): NamedReport {
  return {
    report,
    figures: figuresHash(report),
    broker: {
      slug: report.filedBroker.toLowerCase().replaceAll(" ", "-"),
      name: report.filedBroker,
      crd: report.crd,
      known: true,
    },
    venueOf: (row, section) => ({
      slug: row.filedVenue.toLowerCase().replaceAll(" ", "-"),
      name: row.filedVenue,
      known: true,
      kind: section === "options" ? "options_market_maker" : "wholesaler",
      kindEquities: "wholesaler",
      kindOptions: "options_market_maker",
    }),
  };
}
