import type { Report, VenueRow } from "./report";
import type { AssetClass, Section } from "./sections";
import type { VenueKind } from "./venue-kinds";

/** A broker as the directory knows it, or under its filed name when it does not. */
export interface NamedBroker {
  readonly slug: string;
  readonly name: string;
  readonly crd: string | null;
  readonly known: boolean;
  /** No name was filed, and none is known: it is called by its CRD until a report of that CRD gives one. */
  readonly calledByCrd?: boolean;
}

/** A venue as the directory knows it. `kind` is its kind in the asset class it was resolved for. */
export interface NamedVenue {
  readonly slug: string;
  readonly name: string;
  readonly known: boolean;
  readonly kind: VenueKind;
  readonly kindEquities: VenueKind;
  readonly kindOptions: VenueKind;
  /** The other venue that a filed code belongs to; null or absent when codes do not contradict the name. */
  readonly codeVenue?: string | null;
}

/** A venue as a row names it; null and "" both mean not filed. */
export interface FiledVenueName {
  readonly name: string | null;
  readonly mic: string | null;
  readonly mpid: string | null;
}

/** What a reporter of rule 605 is to the directory. A firm that is both files two reports, so a code is seldom both. */
export const REPORTER_KINDS = ["venue", "broker", "both", "unknown"] as const;
export type ReporterKind = (typeof REPORTER_KINDS)[number];

export interface NamedReporter {
  /** That of its venue, else of its broker, else the code. */
  readonly slug: string;
  readonly name: string;
  readonly kind: ReporterKind;
  readonly venueSlug: string | null;
  readonly brokerSlug: string | null;
}

/**
 * Who is who, as the directory of names has it at one time: what reports are named by when they are
 * stored, and again when the directory has changed. Pure.
 */
export interface Naming {
  /** Changes with whatever could change an answer. */
  readonly version: string;
  readonly broker: (filedName: string, crd: string | null) => NamedBroker;
  readonly venue: (filed: FiledVenueName, assetClass: AssetClass) => NamedVenue;
  /** Who files under rule 605 under a code that a participant assigned. */
  readonly reporter: (code: string, participant: string) => NamedReporter;
  readonly rules: readonly ReReportedRule[];
}

/** A checked report with its broker and venues named: what the store keeps. */
export interface NamedReport {
  readonly report: Report;
  /** `figuresHash(report)`. */
  readonly figures: string;
  readonly broker: NamedBroker;
  readonly venueOf: (row: VenueRow, section: Section) => NamedVenue;
}

/**
 * Flow of one broker that another broker's report contains too: the whole report, or the rows sent to
 * one venue. It is left out of market totals in quarters for which the containing report is stored.
 */
export interface ReReportedRule {
  /** Slug of the broker whose report repeats the flow. */
  readonly broker: string;
  /** Slug of the venue whose rows repeat it; null: the whole report. */
  readonly venue: string | null;
  /** Slug of the broker whose report contains it. */
  readonly inside: string;
  /** First and last quarter (`2020Q1`) it holds for; null: open. */
  readonly from: string | null;
  readonly to: string | null;
}
