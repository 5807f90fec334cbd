import { clip } from "@/report/clip";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { RawReport, RawSection, RawVenue } from "@/report/raw-report";
import type { Section } from "@/report/sections";
import type { CsvProblems } from "./problems";

/**
 * Reports being put together from rows. The rows of a file may come in any order and belong to many reports; months,
 * sections and venues keep the order in which they first appear. Figures stay as filed until all rows are read,
 * because only the whole file tells its decimal mark.
 */
export type Figures = (string | null)[];

/** What says which report a row belongs to. */
export interface ReportKey {
  readonly broker: string;
  readonly year: string;
  readonly quarter: string;
  readonly series: string;
  readonly version: string;
  readonly reportId: string;
}

/** What all rows of a report must say alike. "" is blank. */
export interface ReportFacts {
  readonly crd: string;
  readonly generated_at: string;
  readonly source_file: string;
  readonly source_sha256: string;
}

export interface DraftReport {
  readonly key: ReportKey;
  readonly at: number;
  readonly facts: { -readonly [K in keyof ReportFacts]: ReportFacts[K] };
  readonly months: Map<string, DraftMonth>;
}

export interface DraftMonth {
  readonly at: number;
  readonly year: string;
  readonly month: string;
  readonly sections: Map<Section, DraftSection>;
}

export interface DraftSection {
  readonly section: Section;
  readonly at: number;
  /** null until a row gives it. */
  mix: Figures | null;
  mixAt: number;
  readonly venues: DraftVenue[];
}

/** A venue row. All its cells stand in one row, so their positions are made when asked for, not kept for each cell. */
export class DraftVenue implements RawVenue {
  mic: string | null;
  mpid: string | null;

  constructor(
    readonly at: number,
    public name: string | null,
    codes: { readonly mic: string | null; readonly mpid: string | null },
    readonly figures: Figures,
    public materialAspects: string | null,
    readonly originPosition: string | null,
  ) {
    this.mic = codes.mic;
    this.mpid = codes.mpid;
  }

  get figuresAt(): readonly number[] {
    return VENUE_FIGURES.map(() => this.at);
  }
}

export class Drafts {
  readonly reports = new Map<string, DraftReport>();
  /** Rows of a report mostly stand together. */
  #last: DraftReport | null = null;

  constructor(private readonly problems: CsvProblems) {}

  report(key: ReportKey, facts: ReportFacts, at: number): DraftReport {
    let report = this.#last;
    if (!report || !sameKey(report.key, key)) {
      const id = JSON.stringify(Object.values(key));
      report = this.reports.get(id) ?? { key, at, facts: { ...facts }, months: new Map() };
      this.reports.set(id, report);
      this.#last = report;
    }
    this.#checkFacts(report, facts, at);
    return report;
  }

  /** A blank cell says nothing; two that differ leave open which is meant. */
  #checkFacts(report: DraftReport, facts: ReportFacts, at: number): void {
    for (const name of FACTS) {
      const [known, given] = [report.facts[name], facts[name]];
      if (given === known || given === "") continue;
      if (known === "") report.facts[name] = given;
      else {
        const message = `${name} is "${clip(given, 80)}", but "${clip(known, 80)}" in row ${report.at}, of the same report; expected one value for a report.`;
        this.problems.add("structure", at, message, name, given);
      }
    }
  }

  month(report: DraftReport, year: string, month: string, at: number): DraftMonth {
    const id = `${year} ${month}`;
    let draft = report.months.get(id);
    if (!draft) {
      draft = { at, year, month, sections: new Map() };
      report.months.set(id, draft);
    }
    return draft;
  }

  section(month: DraftMonth, section: Section, at: number): DraftSection {
    let draft = month.sections.get(section);
    if (!draft) {
      draft = { section, at, mix: null, mixAt: at, venues: [] };
      month.sections.set(section, draft);
    }
    return draft;
  }
}

const FACTS = ["crd", "generated_at", "source_file", "source_sha256"] as const;

function sameKey(a: ReportKey, b: ReportKey): boolean {
  return (
    a.reportId === b.reportId &&
    a.broker === b.broker &&
    a.year === b.year &&
    a.quarter === b.quarter &&
    a.series === b.series &&
    a.version === b.version
  );
}

/** The reports, once every figure is in its final form. */
export function toRawReports(drafts: Drafts): RawReport[] {
  return [...drafts.reports.values()].map(({ key, at, facts, months }) => {
    const cell = (text: string) => (text === "" ? null : { text, at });
    return {
      format: "csv",
      broker: { text: key.broker, at },
      year: { text: key.year, at },
      quarter: { text: key.quarter, at },
      timestamp: cell(facts.generated_at),
      months: [...months.values()].map((month) => ({
        at: month.at,
        year: { text: month.year, at: month.at },
        month: { text: month.month, at: month.at },
        sections: [...month.sections.values()].map(toRawSection),
      })),
      crd: cell(facts.crd),
      series: key.series,
      version: cell(key.version),
      origin: originOf(facts),
    };
  });
}

function originOf({ source_file: file, source_sha256: sha256 }: ReportFacts): RawReport["origin"] {
  return file === "" && sha256 === "" ? null : { file, sha256: sha256 === "" ? null : sha256 };
}

function toRawSection({ section, at, mix, mixAt, venues }: DraftSection): RawSection {
  return {
    section,
    at,
    mix: mix ?? MIX_FIGURES.map(() => null),
    mixAt: MIX_FIGURES.map(() => mixAt),
    venues,
  };
}
