import Link from "next/link";
import type { Filters } from "@/queries/filters";
import type { Measure } from "@/queries/view-parameters";
import { quarterLabel } from "@/report/format";
import { distinctMarks } from "@/report/mark";
import { orderReading } from "@/report/order-reading";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { assetClassOf, SECTIONS, type Section } from "@/report/sections";
import { markOf } from "@/series/comparable-series";
import { type ComparedBroker, type ComparedRow, comparedValue, rowOf } from "@/series/compare-panels";
import { unitOfMeasure, unitWords, valueText } from "@/series/measure-words";
import { brokerPath } from "@/site/entity-path";
import { MarkNotes } from "@/site/marks";
import { Traced } from "@/site/traced";
import { type Column, DataTable } from "@/tables/data-table";
import { marked, OrderAverage, orderShares, Rate, Unknown, Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { SECTION_SHORT } from "@/words/order-words";

interface CompareLine {
  readonly section: Section;
  /** Null: all order types together. */
  readonly orderType: OrderType | null;
  readonly rows: ReadonlyMap<string, ComparedRow>;
}

/** Every section and order type with a figure per broker, and the gap between the highest and the lowest. */
export function CompareTable({
  brokers,
  rows,
  measure,
  quarter,
  scope,
  caption,
  tableView,
}: {
  brokers: readonly ComparedBroker[];
  /** By broker, section and order type, and by broker and section. */
  rows: readonly ComparedRow[];
  measure: Measure;
  /** `2022Q1` */
  quarter: string;
  /** What is counted: the figures are traced by it. */
  scope: Partial<Filters>;
  caption: string;
  tableView?: TableView;
}) {
  const lines: CompareLine[] = SECTIONS.filter((section) =>
    rows.some((row) => row.section === section),
  ).flatMap((section) =>
    [...ORDER_TYPES, null].map((orderType) => ({
      section,
      orderType,
      rows: new Map(
        brokers.flatMap(({ slug }) => {
          const row = rowOf(rows, slug, section, orderType);
          return row ? [[slug, row] as const] : [];
        }),
      ),
    })),
  );
  const value = (line: CompareLine, slug: string) =>
    comparedValue(line.rows.get(slug), measure, line.section);
  const gap = (line: CompareLine) => {
    // A gap to a doubtful figure is none.
    const known = brokers.flatMap(({ slug }) => {
      const row = line.rows.get(slug);
      return (row && markOf(row, measure) ? null : value(line, slug)) ?? [];
    });
    return known.length < 2 ? null : Math.max(...known) - Math.min(...known);
  };
  const columns: Column<CompareLine>[] = [
    {
      key: "orders",
      head: "Orders",
      cell: (line) => labelOf(line, measure),
      value: (line) => labelOf(line, measure),
    },
    ...brokers.map(
      (broker): Column<CompareLine> => ({
        key: broker.slug,
        head: broker.name,
        numeric: true,
        cell: (line) =>
          broker.reported ? (
            <Figure
              row={line.rows.get(broker.slug)}
              measure={measure}
              section={line.section}
              of={{
                ...scope,
                broker: [broker.slug],
                section: [line.section],
                orderType: line.orderType ? [line.orderType] : [],
              }}
            />
          ) : (
            <Unknown why={`no report for ${quarterLabel(quarter)}`} />
          ),
        value: (line) => value(line, broker.slug),
      }),
    ),
    {
      key: "gap",
      head: "Gap",
      unit: "highest − lowest",
      numeric: true,
      cell: (line) => {
        const size = gap(line);
        return size === null ? (
          <Unknown why="fewer than two to compare" />
        ) : (
          written(line.section, size, measure)
        );
      },
      value: gap,
    },
    {
      key: "unit",
      head: "Unit",
      cell: (line) => unitOf(line, measure),
      value: (line) => unitOf(line, measure),
    },
  ];
  return (
    <>
      <DataTable<CompareLine>
        caption={caption}
        captionHidden
        rows={lines}
        rowKey={(line) => `${line.section} ${line.orderType ?? "all"}`}
        columns={columns}
        view={tableView}
        empty="None of these brokers has a report for this quarter here."
      />
      <MarkNotes marks={distinctMarks(rows.map((row) => markOf(row, measure)))} />
      <p>
        {brokers
          .filter((broker) => broker.reported)
          .map((broker, i) => (
            <span key={broker.slug}>
              {i > 0 ? " · " : ""}
              <Link href={brokerPath(broker.slug, quarter, scope)}>{broker.name} in full</Link>
            </span>
          ))}
      </p>
    </>
  );
}

function Figure({
  row,
  measure,
  section,
  of,
}: {
  row: ComparedRow | undefined;
  measure: Measure;
  section: Section;
  of: Partial<Filters>;
}) {
  const mark = row && markOf(row, measure);
  if (measure === "dollars") return <Usd value={row?.payment_usd} of={of} mark={mark} />;
  if (measure === "rate") {
    if (of.orderType?.length) return <OrderAverage reading={row ? orderReading(row) : null} of={of} />;
    return (
      <Rate
        value={row?.cents_per_100_shares}
        orders={row && orderShares(row)}
        ratedShare={row?.rated_share}
        of={of}
        mark={mark}
      />
    );
  }
  const volume = comparedValue(row, measure, section);
  if (volume === null) return <Unknown why="no rate filed, so the volume is unknown" />;
  return marked(<Traced of={{ ...of, metric: "volume" }}>{written(section, volume, measure)}</Traced>, mark);
}

function written(section: Section, value: number, measure: Measure): string {
  return valueText(unitOfMeasure(measure, assetClassOf(section)), value, true);
}

function labelOf({ section, orderType }: CompareLine, measure: Measure): string {
  const all = measure === "rate" ? "all types: rate of paid orders" : "all orders";
  return `${SECTION_SHORT[section]}, ${orderType ? ORDER_TYPE_LABELS[orderType].toLowerCase() : all}`;
}

function unitOf({ section }: CompareLine, measure: Measure): string {
  return unitWords(measure, assetClassOf(section));
}
