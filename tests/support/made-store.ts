import type { Database } from "better-sqlite3";
import type { Finding } from "@/report/findings";
import type { NamedReport, ReReportedRule } from "@/report/named-report";
import { type Quarter, quarterIndex } from "@/report/quarter";
import type { MonthReport, Report, SectionReport } from "@/report/report";
import type { Section } from "@/report/sections";
import { markReReported } from "@/store/naming/re-reported";
import { recordDocument } from "@/store/record-document";
import { ReportWriter } from "@/store/save-report";
import { withdrawReport } from "@/store/withdraw-report";
import { openWriter } from "@/store/write-connection";
import { named } from "./made-report";
import { temporaryFolder } from "./temporary-folder";

/** A store of made reports; the settings of this process point to it. Venues with "Exchange" in their
 * name are exchanges, all others wholesalers. */
export class MadeStore {
  readonly database: Database;
  readonly #writer: ReportWriter;
  #documents = 0;
  constructor() {
    const folder = temporaryFolder();
    process.env.DATA_DIR = folder;
    process.env.DATABASE_URL = `file:${folder}/store.db`;
    this.database = openWriter(`${folder}/store.db`);
    this.#writer = new ReportWriter(this.database);
  }
  /** Saves a report and gives its public id. */
  save(report: Report, findings: readonly Finding[] = []): string {
    const sha256 = `sha-${++this.#documents}`;
    const source = { sha256, name: `report-${this.#documents}.xml` };
    recordDocument(this.database, { ...source, format: report.format, bytes: 1, container: null });
    return this.#writer.save(withExchanges(named(report)), source, findings).publicId;
  }
  /** Runs work as one transaction, rollups brought up to date at its end. */
  together<T>(work: () => T): T {
    return this.#writer.together(work);
  }
  withdraw(publicId: string, why: string): void {
    withdrawReport(this.database, publicId, why, []);
  }
  mark(quarter: Quarter, rules: readonly ReReportedRule[]): void {
    this.#writer.together(() => markReReported(this.database, quarterIndex(quarter), rules));
  }
}

function withExchanges(report: NamedReport): NamedReport {
  return {
    ...report,
    venueOf: (row, section) => {
      const venue = report.venueOf(row, section);
      if (!venue.name.includes("Exchange")) return venue;
      const kinds = { kind: "exchange", kindEquities: "exchange", kindOptions: "options_exchange" } as const;
      return { ...venue, ...kinds, kind: section === "options" ? "options_exchange" : "exchange" };
    },
  };
}

/** A made report of one broker and quarter. */
export function reportOf(
  filedBroker: string,
  quarter: Quarter,
  months: readonly MonthReport[],
  more: Partial<Report> = {},
): Report {
  return {
    filedBroker,
    crd: null,
    quarter,
    series: "",
    filedVersion: null,
    generatedAt: `${quarter.year + 1}-01-01T00:00:00Z`,
    format: "xml",
    origin: null,
    months,
    ...more,
  };
}

/** One section whose venues have a market payment each: `[venue, % of market orders, usd, cph]`. */
export function section(
  name: Section,
  ...venues: readonly (readonly [string, number | null, number | null, number | null])[]
): SectionReport {
  return {
    section: name,
    mix: [100, 100, 0, 0, 0],
    venues: venues.map(([filedVenue, pct, usd, cph], i) => ({
      filedVenue,
      mic: null,
      mpid: null,
      figures: [pct, pct, null, null, null, usd, cph, null, null, null, null, null, null],
      materialAspects: null,
      position: `line ${20 + i}`,
    })),
  };
}

/** The three months of a quarter, each with the same sections. */
export function wholeQuarter({ quarter }: Quarter, ...sections: readonly SectionReport[]): MonthReport[] {
  const first = 3 * quarter - 2;
  return [first, first + 1, first + 2].map((month) => ({ month, sections }));
}
