import { about } from "@/charts/chart";
import { paymentsByQuarter } from "@/charts/payments-by-quarter";
import { ratesByQuarter } from "@/charts/rates-by-quarter";
import { ChartFigure, ChartFigures } from "@/drawings/chart-figure";
import type { BrokerPart } from "@/queries/broker-parts";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { quarterLabel } from "@/report/format";
import { SECTIONS, type Section } from "@/report/sections";
import { quarterAxis, readQuarter } from "@/series/axis";
import { countBrokers, partOf } from "@/series/comparable-series";
import { venueChange } from "@/series/venue-growth";
import { AsTable, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { DataTable, FIRST_PERIODS } from "@/tables/data-table";
import { sectionPayments } from "@/tables/payment-columns";
import type { TableView } from "@/tables/table-view";

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
  const change = venueChange(
    quarter,
    neighbors.map((row) => ({
      ...partOf(row, row.quarter ?? "", complete.has(`${row.broker_slug} ${row.quarter}`)),
      name: row.broker ?? "",
      mark: row.marks?.payment,
    })),
    complete,
  );
  const traceOf = (at: string, section: Section): Partial<Filters> => {
    const one = readQuarter(at);
    return { ...scope, section: [section], from: one, to: one };
  };
  const payments = paymentsByQuarter.show(
    { payments: rows, change: { of: "venue", change } },
    about({ venue, scope }),
  );
  const rates = ratesByQuarter.show({ rates: rows, parts }, about({ venue, scope }));
  return (
    <Story id="trend" name="Quarter by quarter" says={payments.says} wide>
      {payments.parts.map((part) => (
        <ChartFigure key={part.unit} part={part} />
      ))}
      <TakeAway {...take} />
      <ChartFigures parts={rates.parts} width={500} />
      <Note>{[...payments.notes, ...rates.notes].join(" ")}</Note>
      <AsTable open={tableView?.chosen}>
        <DataTable<QuarterLine>
          caption={`Payment and rate of ${venue} by quarter`}
          rows={quarters.toReversed().map((at) => lineOf(at, rows, brokers.get(at) ?? 0))}
          rowKey={(line) => line.quarter}
          first={FIRST_PERIODS}
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
