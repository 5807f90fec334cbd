import type { ReadExecution } from "@/execution/execution-report";
import type { Finding } from "./findings";
import type { IntroducingList } from "./introducing-broker";
import type { Report } from "./report";

/** A document after reading: its reports checked, or the findings for which it is refused. */
export interface ReadDocument {
  /** Base name of the file or ZIP entry. */
  readonly name: string;
  readonly sha256: string;
  readonly byteLength: number;
  readonly format: string;
  /** Path inside the ZIP, for an entry. */
  readonly entry: string | null;
  /** Empty when refused. */
  readonly reports: readonly ReadReport[];
  /** Of a refused document: all that was found. Of others: what concerns no single report. */
  readonly findings: readonly Finding[];
  /** Of FINRA's list of introducing brokers, which holds no report. */
  readonly introducing?: IntroducingList;
  /** Of a document of rule 605, which holds no report of rule 606; empty when refused. */
  readonly executions?: readonly ReadExecution[];
}

export interface ReadReport {
  readonly report: Report;
  /** `figuresHash(report)`. */
  readonly figures: string;
  readonly findings: readonly Finding[];
}
