import type { FindingGroup } from "@/queries/quarter-findings";
import { FINDINGS, type FindingCode } from "@/report/findings";
import { countOf } from "@/report/format";
import { FindingsList, titleOf } from "@/site/findings-list";
import { AsTable, Note, Story } from "@/site/story";

/** What the checks found in a quarter's reports, by kind. */
export function QuarterFindingsStory({
  quarter,
  groups,
  reports,
}: {
  /** `2020 Q2` */
  quarter: string;
  groups: readonly FindingGroup[];
  /** Reports of the quarter. */
  reports: number;
}) {
  const where = reports === 1 ? "the only report" : `the ${countOf(reports, "report")}`;
  const all = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <Story
      id="findings"
      name="Findings of note"
      says={
        all === 0
          ? `The checks found nothing of note in ${where} for ${quarter}.`
          : `The checks found ${countOf(all, "thing")} of note in ${where} for ${quarter}.`
      }
    >
      {groups.map((group) => (
        <div key={group.code}>
          <p>
            <strong>{titleOf(group.code)}</strong>: {countOf(group.count, "case")} in{" "}
            {countOf(group.reports, "report")}. {explains(group.code)}
          </p>
          <AsTable
            summary={group.count > group.first.length ? `Show the first ${group.first.length}` : "Show"}
          >
            <FindingsList
              findings={group.first.map((one) => ({
                ...one,
                message: `${one.broker}: ${one.message}`,
                position: one.position ?? "See the report",
                href: `/reports/${one.report_id}#findings`,
              }))}
            />
          </AsTable>
        </div>
      ))}
      {all > 0 ? <Note>A finding changes no figure: figures are shown as filed.</Note> : null}
    </Story>
  );
}

function explains(code: string): string {
  return code in FINDINGS ? FINDINGS[code as FindingCode].explains : "";
}
