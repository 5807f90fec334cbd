import type { Database } from "better-sqlite3";
import { type ReReportedCandidate, reReportedCandidates } from "@/names/re-reported-candidates";
import { type Finding, finding } from "@/report/findings";
import { replaceFindingsOf } from "@/store/findings";
import { type UnmarkedReport, unmarkedReports } from "@/store/reviews/unmarked-cells";

/**
 * Up to so many reports a quarter, an import looks for candidates by itself: 0.3 s. For a market quarter
 * (1,200 reports) it takes 2–4 s, as long as the import, and is done by `npm run names -- --candidates`.
 */
const FEW_REPORTS = 200;

/**
 * Looks for reports of one quarter that may repeat each other's flow and says so in both of them; what was
 * said before is replaced. Flow that is listed already is marked, and not looked at. Changes no total.
 * Returns the pairs found.
 */
export function reviewCandidates(database: Database, quarter: number): readonly ReReportedCandidate[] {
  const reports = unmarkedReports(database, quarter);
  const found = reReportedCandidates(reports);
  const byId = new Map(reports.map((report) => [report.id, report]));
  const findings = new Map<number, Finding[]>();
  const add = (report: UnmarkedReport, message: string) => {
    const own = findings.get(report.reportRow) ?? [];
    findings.set(report.reportRow, own);
    own.push(finding("re_reported_candidate", message, { file: report.file }));
  };
  for (const candidate of found) {
    const [small, large] = [byId.get(candidate.report), byId.get(candidate.inside)];
    if (!small || !large) continue;
    const share = `${candidate.matchingCells} of ${candidate.comparedCells} payments`;
    const factor = `${(100 * candidate.factor).toFixed(1)} % of`;
    const why = `${reasonOf(candidate)} Both count until it is listed.`;
    add(small, `${share} here are ${factor} those in report ${large.id} of ${large.broker}. ${why}`);
    add(large, `${share} in report ${small.id} of ${small.broker} are ${factor} those here. ${why}`);
  }
  const write = database.transaction(() => {
    const all = database.prepare<[number], number>("SELECT id FROM report WHERE quarter = ?").pluck();
    for (const id of all.all(quarter)) {
      replaceFindingsOf(database, id, ["re_reported_candidate"], findings.get(id) ?? []);
    }
  });
  write.immediate();
  return found;
}

/** The rates tell which of two things it is, where they were filed. */
function reasonOf({ factor, rateFactor }: ReReportedCandidate): string {
  if (rateFactor === null) return "One may repeat the other's flow.";
  if (Math.abs(rateFactor - 1) < 0.02)
    return "The rates are equal: a part of the orders may be in both reports.";
  if (Math.abs(rateFactor / factor - 1) < 0.02)
    return "The rates differ by as much: payments for the same orders may be shared.";
  return "One may repeat the other's flow.";
}

/** Whether a quarter is small enough to be looked at with every import. */
export function hasFewReports(database: Database, quarter: number): boolean {
  const count = database
    .prepare<[number], number>("SELECT count(*) FROM report WHERE quarter = ? AND is_current = 1")
    .pluck();
  return (count.get(quarter) ?? 0) <= FEW_REPORTS;
}

/** Whether candidates were found in a quarter before. */
export function hasCandidates(database: Database, quarter: number): boolean {
  const found = database.prepare<[number]>(
    `SELECT 1 FROM finding f JOIN report r ON r.id = f.report_id
     WHERE f.code = 're_reported_candidate' AND r.quarter = ? LIMIT 1`,
  );
  return found.get(quarter) !== undefined;
}
