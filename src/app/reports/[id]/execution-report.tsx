import Link from "next/link";
import { rowKey } from "@/execution/executed-order";
import {
  EXECUTION_TYPE_WORDS,
  type OrderSize,
  SP500_FLAGS,
  SP500_WORDS,
  sizeWords,
} from "@/execution/order-sizes";
import { PARTICIPANTS } from "@/execution/participants";
import { monthWords } from "@/execution/report-month";
import { AT, STATISTIC_FIELDS, STATISTICS, type StatisticField } from "@/execution/statistics";
import type { ExecutionDetail, ExecutionSumRow } from "@/queries/execution-detail";
import type { FiledExecutionRow } from "@/queries/execution-rows";
import { countOf, formatCount, formatPercent, formatRate } from "@/report/format";
import { reporterPath } from "@/site/entity-path";
import { Facts } from "@/site/facts";
import { FindingsList } from "@/site/findings-list";
import { Note, Story } from "@/site/story";
import { DataTable, ScrollFrame } from "@/tables/data-table";
import { Day, Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { EXECUTION_KIND_WORDS, ExecutionReportsTable, stateOf } from "../execution-reports-table";
import css from "./execution-report.module.css";

export function executionTitle({ report }: ExecutionDetail): string {
  return `${report.name}: how orders were executed, ${monthWords(report.month)}`;
}

type ChangedCell = ExecutionDetail["changes"][number];

/** One report of rule 605 as filed: the SEC's table, cell by cell, or the sums of a detailed file. */
export function ExecutionReportPage({
  detail,
  filed,
  tables,
}: {
  detail: ExecutionDetail;
  /** Its rows with the filed texts. */
  filed: readonly FiledExecutionRow[];
  tables: Readonly<Record<"versions" | "documents", TableView>>;
}) {
  const { report, findings, versions, changes, sums } = detail;
  return (
    <>
      <h1>{executionTitle(detail)}</h1>
      <ExecutionHead detail={detail} />
      <Story
        id="findings"
        name="Findings"
        says={
          findings.length === 0
            ? "Nothing was found wrong with this report."
            : `${countOf(findings.length, "finding")} in this report.`
        }
      >
        <FindingsList
          findings={findings.map((one) => ({ ...one, href: hrefOf(one.position, one.field, filed) }))}
        />
      </Story>
      {filed.length > 0 ? (
        <Story id="filed" name="As filed" wide>
          <Note>
            Every statistic digit by digit as filed; spreads and shares are fractions (0.0144 is 1.44%). A
            dash was filed empty, not zero. Rows are averages without counts and can never be added; “all
            below $200,000” is the reporter’s own total. Each figure has an address of its own.
          </Note>
          {SP500_FLAGS.map((flag) => (
            <FiledRows key={flag} flag={flag} rows={filed.filter((row) => row.sp500 === flag)} />
          ))}
        </Story>
      ) : null}
      {sums.length > 0 ? (
        <Story id="sums" name="Sums of the detailed file" wide>
          <Note>
            Counts and shares are summed over all rows; spreads are means weighted with executed shares, of
            the rows whose statistics are possible.
          </Note>
          <SumsTable sums={sums} caption={executionTitle(detail)} />
        </Story>
      ) : null}
      <Story
        id="versions"
        name="Versions"
        says={
          versions.length === 1
            ? "There is one version of this report."
            : `There are ${versions.length} versions of this report; the last that is not withdrawn counts.`
        }
        wide
      >
        <ExecutionReportsTable
          reports={versions}
          caption="Versions of this report"
          tableView={tables.versions}
        />
        {changes.length > 0 ? (
          <DataTable<ChangedCell>
            caption="What changed against the version before"
            rows={changes}
            rowKey={(one) => `${one.row} ${one.field}`}
            view={tables.documents}
            columns={[
              { key: "row", head: "Row", cell: (one) => one.row },
              { key: "field", head: "Field", cell: (one) => one.field },
              { key: "before", head: "Before", numeric: true, cell: (one) => one.before ?? <Unknown /> },
              { key: "after", head: "After", numeric: true, cell: (one) => one.after ?? <Unknown /> },
            ]}
          />
        ) : null}
        <p>
          <Link href="/reports#execution">All Rule 605 reports</Link>
          {report.report_kind === "summary" ? (
            <>
              {" · "}
              <Link href={`/execution?month=${report.month}`}>
                All reporters in {monthWords(report.month)}
              </Link>
            </>
          ) : null}
        </p>
      </Story>
    </>
  );
}

function ExecutionHead({ detail: { report } }: { detail: ExecutionDetail }) {
  const page = reporterPath(report);
  return (
    <Facts
      facts={[
        ["Reporter", page ? <Link href={page}>{report.name}</Link> : report.name],
        ["Code", `${report.reporter}, assigned by ${PARTICIPANTS[report.participant] ?? report.participant}`],
        ["Month", monthWords(report.month)],
        ["What", EXECUTION_KIND_WORDS[report.report_kind]],
        ["Version", `${report.version}, ${stateOf(report)}`],
        ["Withdrawn", report.withdrawn_why],
        [
          "Effective ÷ quoted spread",
          report.efq_unit === null
            ? null
            : report.efq_unit === "percent"
              ? "filed in percent points"
              : "filed as a fraction",
        ],
        ["Lines not read", report.unread_lines > 0 ? formatCount(report.unread_lines) : null],
        ["Imported", <Day key="imported" at={report.imported_at} />],
        [
          "Document",
          <a key="document" href={`/api/v1/execution-reports/${report.id}/source`}>
            {report.file}
          </a>,
        ],
      ]}
    />
  );
}

function FiledRows({ flag, rows }: { flag: "Y" | "N"; rows: readonly FiledExecutionRow[] }) {
  if (rows.length === 0) return <p>No row was filed for {SP500_WORDS[flag]}.</p>;
  return (
    <ScrollFrame label={SP500_WORDS[flag]} whole>
      <table className={css.table}>
        <caption>{SP500_WORDS[flag]}</caption>
        <thead>
          <tr>
            <th scope="col">Order size</th>
            <th scope="col">Orders</th>
            {STATISTICS.map(({ field, title }) => (
              <th key={field} scope="col" title={field}>
                {title}
              </th>
            ))}
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} id={rowKey(row)}>
              <th scope="row">{sizeWords(row.order_size as OrderSize)}</th>
              <td>{EXECUTION_TYPE_WORDS[row.order_type]}</td>
              {STATISTICS.map(({ key, field }) => (
                <FiledCell key={key} row={row} name={key} field={field} />
              ))}
              <td>{row.source_position}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function FiledCell({ row, name, field }: { row: FiledExecutionRow; name: string; field: StatisticField }) {
  const id = `${rowKey(row)}-${name}`;
  const text = row[name as keyof FiledExecutionRow];
  const isMarked = row.marked?.split(" ").includes(name) ?? false;
  const where = `${field} in ${row.source_position} of ${row.source_file}`;
  return (
    <td id={id} className={isMarked ? css.marked : undefined}>
      {text === null ? (
        <Unknown why={`filed empty: ${where}`} />
      ) : (
        <a href={`#${id}`} title={isMarked ? `${where}; cannot be what it says` : where}>
          {text}
        </a>
      )}
    </td>
  );
}

/** The cell or row on this page that a finding is about. */
function hrefOf(
  position: string | null,
  field: string | null,
  rows: readonly FiledExecutionRow[],
): string | null {
  const row = rows.find((one) => one.source_position === position);
  if (!row) return null;
  const statistic = STATISTIC_FIELDS.find((one) => one === field);
  return statistic ? `#${rowKey(row)}-${STATISTICS[AT[statistic]]?.key}` : `#${rowKey(row)}`;
}

function SumsTable({ sums, caption }: { sums: readonly ExecutionSumRow[]; caption: string }) {
  const executed = (row: ExecutionSumRow) => row.executed_shares + row.executed_away_shares;
  const share = (part: number, row: ExecutionSumRow) =>
    executed(row) === 0 ? null : (100 * part) / executed(row);
  return (
    <DataTable<ExecutionSumRow>
      caption={caption}
      captionHidden
      rows={sums}
      rowKey={(row) => `${row.order_type} ${row.order_size} ${row.lot}`}
      columns={[
        { key: "type", head: "Type", cell: (row) => row.order_type },
        { key: "size", head: "Size", cell: (row) => row.order_size },
        { key: "lot", head: "Lot", cell: (row) => row.lot || <Unknown why="the format has none" /> },
        { key: "orders", head: "Orders", numeric: true, cell: (row) => row.orders },
        { key: "shares", head: "Shares", numeric: true, cell: (row) => row.shares },
        { key: "executed", head: "Executed", unit: "shares", numeric: true, cell: executed },
        {
          key: "improved",
          head: "Improved",
          unit: "% of shares",
          numeric: true,
          cell: (row) => formatPercent(share(row.improved_shares, row)),
        },
        {
          key: "net",
          head: "Better than the quote",
          unit: "cents per 100 shares",
          numeric: true,
          cell: (row) =>
            executed(row) === 0 ? (
              <Unknown why="nothing was executed" />
            ) : (
              formatRate((10_000 * (row.improved_usd - row.outside_usd)) / executed(row))
            ),
        },
        {
          key: "effective",
          head: "Effective spread",
          unit: "cents per share",
          numeric: true,
          cell: (row) => cents(row.effective_spread_usd),
        },
        {
          key: "quoted",
          head: "Quoted spread",
          unit: "cents per share",
          numeric: true,
          cell: (row) => cents(row.quoted_spread_usd),
        },
        {
          key: "left-out",
          head: "Left out",
          unit: "shares",
          numeric: true,
          cell: (row) => row.left_out_shares,
        },
      ]}
    />
  );
}

function cents(usd: number | null) {
  return usd === null ? <Unknown why="no row with possible statistics" /> : formatRate(100 * usd);
}
