import { PeriodLineView, QuarterColumnView } from "@/drawings/charts";
import { Legend } from "@/drawings/legend";
import type { BrokerPart } from "@/queries/broker-parts";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { quarterLabel } from "@/report/format";
import { SECTIONS, type Section } from "@/report/sections";
import { quarterAxis, readQuarter } from "@/series/axis";
import { absoluteSeries, countBrokers, measured, partOf } from "@/series/comparable-series";
import { type PeriodLines, periodLines } from "@/series/period-lines";
import { sectionColumns } from "@/series/quarter-columns";
import { tracedColumns, tracedLines } from "@/series/traced-points";
import { venueChange, venueGrowthSentence } from "@/series/venue-growth";
import { AsTable, Chart, Note, SideBySide, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { traceHref } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { sectionPayments } from "@/tables/payment-columns";
import type { TableView } from "@/tables/table-view";
import { unitWords } from "@/words/measure-words";
import { SECTION_SHORT } from "@/words/order-words";

interface QuarterLine {
  readonly quarter: string;
  readonly brokers: number;
  readonly sections: Partial<Record<Section, RateRow>>;
}

/**
 * What one venue paid quarter by quarter, and at which rates. `rows` by quarter and section; they, `parts` and `neighbors` are
 * of this venue alone.
 */
export function VenueTrendStory({
  venue,
  quarter,
  rows,
  parts,
  neighbors,
  complete,
  scope,
  take,
  tableView,
}: {
  venue: string;
  /** The quarter the sentence is about. */
  quarter: string;
  rows: readonly RateRow[];
  /** What each broker adds, by section. */
  parts: ReadonlyMap<string, readonly BrokerPart[]>;
  /** By broker, of the quarter and the one before. */
  neighbors: readonly RateRow[];
  /** `broker-slug 2020Q1` of those two quarters where all three months are there. */
  complete: ReadonlySet<string>;
  /** The filters all is under, quarters aside. */
  scope: Partial<Filters>;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  const quarters = quarterAxis(rows.map((row) => row.quarter ?? ""));
  const brokers = countBrokers(parts.values());
  const columns = sectionColumns(
    rows.flatMap(({ section, quarter: at, payment_usd }) =>
      section && at ? [{ section, quarter: at, paymentUsd: payment_usd }] : [],
    ),
    { id: "venue-payments", title: `${venue}: net payment by quarter and section, US dollars` },
  );
  const lines = (sections: readonly Section[], id: string): PeriodLines =>
    periodLines(
      sections.map((section) => ({
        key: section,
        label: SECTION_SHORT[section],
        color: section,
        ...absoluteSeries(
          quarters,
          new Map(
            rows
              .filter((row) => row.section === section)
              // Coverage is not asked of one venue: its rate speaks for its own orders.
              .map((row) => [
                row.quarter ?? "",
                measured(
                  { ...row, order_coverage: null },
                  "rate",
                  section === "options" ? "options" : "equities",
                ),
              ]),
          ),
          parts.get(section) ?? [],
        ),
      })),
      {
        id,
        title: `${venue}: rate by quarter, ${unitWords("rate", sections.includes("options") ? "options" : "equities")}`,
        unit: "cents",
        periods: quarters,
      },
    );
  const charts = [
    lines(["sp500", "non_sp500"], "venue-stock-rates"),
    lines(["options"], "venue-option-rates"),
  ];
  const change = venueChange(
    quarter,
    neighbors.map((row) => ({
      ...partOf(row, row.quarter ?? "", complete.has(`${row.broker_slug} ${row.quarter}`)),
      name: row.broker ?? "",
    })),
    complete,
  );
  const traceOf = (at: string, section: Section): Partial<Filters> => {
    const one = readQuarter(at);
    return { ...scope, section: [section], from: one, to: one };
  };
  return (
    <Story id="trend" name="Quarter by quarter" says={venueGrowthSentence(venue, change)} wide>
      <Chart
        unit="Net payment to brokers, US dollars per quarter, by section"
        legend={<Legend entries={columns.series} />}
      >
        <QuarterColumnView
          chart={tracedColumns(columns, (section, at) =>
            traceHref({ ...traceOf(at, section as Section), metric: "payment" }),
          )}
        />
      </Chart>
      <TakeAway {...take} />
      <SideBySide>
        {charts.map((chart, i) =>
          chart.lines.length > 0 ? (
            <Chart key={chart.id} unit={i === 0 ? "Rate, cents per 100 shares" : "Rate, cents per contract"}>
              <PeriodLineView
                chart={tracedLines(chart, (section, at) =>
                  traceHref({ ...traceOf(at, section as Section), metric: "rate" }),
                )}
                width={500}
              />
            </Chart>
          ) : null,
        )}
      </SideBySide>
      <Note>
        A column holds the brokers whose reports are stored for that quarter, so columns of different brokers
        are not a trend. A line joins two quarters only where the brokers with complete reports for both hold
        at least 90% of the money in each.
      </Note>
      <AsTable open={tableView?.chosen}>
        <DataTable<QuarterLine>
          caption={`Payment and rate of ${venue} by quarter`}
          rows={quarters.toReversed().map((at) => lineOf(at, rows, brokers.get(at) ?? 0))}
          rowKey={(line) => line.quarter}
          view={tableView}
          columns={[
            { key: "quarter", head: "Quarter", cell: (line) => quarterLabel(line.quarter) },
            { key: "brokers", head: "Brokers", numeric: true, cell: (line) => line.brokers },
            ...sectionPayments<QuarterLine>(SECTIONS, {
              part: (line, section) => line.sections[section],
              why: "not listed",
              of: (line, section) => traceOf(line.quarter, section),
            }),
          ]}
        />
      </AsTable>
    </Story>
  );
}

function lineOf(quarter: string, rows: readonly RateRow[], brokers: number): QuarterLine {
  return {
    quarter,
    brokers,
    sections: Object.fromEntries(
      rows.filter((row) => row.quarter === quarter).map((row) => [row.section, row]),
    ),
  };
}
