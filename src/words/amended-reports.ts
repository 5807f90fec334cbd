import type { ReportRow } from "@/queries/list-reports";
import { countOf } from "@/report/format";

/** A report that was filed more than once, or withdrawn. */
export interface AmendedReport {
  readonly key: string;
  readonly broker: string;
  /** The current version; null: all are withdrawn. */
  readonly current: ReportRow | null;
  /** All versions, the latest first. */
  readonly versions: readonly ReportRow[];
  /** Net dollars of the version before the current one; null: none, or blank. */
  readonly beforeUsd: number | null;
}

/** Reports of one quarter with more than one version or a withdrawn one. `rows`: every version of every report. */
export function amendedReports(rows: readonly ReportRow[]): AmendedReport[] {
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const key = `${row.broker_slug} ${row.series}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .filter(([, versions]) => versions.length > 1 || versions.some((row) => row.withdrawn_at !== null))
    .map(([key, unsorted]) => {
      const versions = [...unsorted].sort((a, b) => b.version - a.version);
      const current = versions.find((row) => row.is_current) ?? null;
      const earlier = versions.find((row) => current !== null && row.version < current.version);
      return {
        key,
        broker: `${versions[0]?.broker ?? ""}${versions[0]?.series ? `, ${versions[0].series}` : ""}`,
        current,
        versions,
        beforeUsd: earlier?.payment_usd ?? null,
      };
    });
}

export function amendedSentence(quarter: string, amended: readonly AmendedReport[]): string {
  const several = amended.filter((one) => one.current !== null).length;
  const withdrawn = amended.length - several;
  if (amended.length === 0) return `No report for ${quarter} is stored in more than one version.`;
  const verb = (count: number) => (count === 1 ? "was" : "were");
  const parts = [
    several > 0
      ? `${countOf(several, "report")} for ${quarter} ${verb(several)} filed more than once; the current version is the latest that was not withdrawn`
      : "",
    withdrawn > 0
      ? `${countOf(withdrawn, "report")} for ${quarter} ${verb(withdrawn)} withdrawn and ${withdrawn === 1 ? "counts" : "count"} in no total`
      : "",
  ].filter(Boolean);
  return `${parts.join(". ")}.`;
}
