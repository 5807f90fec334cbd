import type { RateRow } from "@/queries/rates";
import type { Measure } from "@/queries/view-parameters";
import { type Mark, withSign } from "@/report/mark";
import { orderReading } from "@/report/order-reading";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { assetClassOf, SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { type Bar, type BarPanel, domainOf } from "./bars";
import { markOf, measured } from "./comparable-series";
import { shortText, unitOfMeasure, unitWords } from "./measure-words";
import type { ColorName } from "./palette";
import { readingText } from "./reading-text";

/** One of the brokers compared. `reported`: it has a report for the quarter. */
export interface ComparedBroker {
  readonly slug: string;
  /** As bars and sentences call it. */
  readonly name: string;
  readonly color: ColorName;
  readonly reported: boolean;
}

/** A group of `rates` by broker, section and order type; without order type, of all of them. */
export type ComparedRow = Pick<
  RateRow,
  | "broker_slug"
  | "section"
  | "orderType"
  | "payment_usd"
  | "cents_per_100_shares"
  | "implied_shares"
  | "rated_share"
  | "order_coverage"
  | "paid_nothing_pct"
  | "order_average_cents_per_100_shares"
  | "marks"
>;

export interface ComparePanel extends BarPanel {
  readonly orderType: OrderType;
}

export interface CompareSection {
  readonly section: Section;
  readonly unit: string;
  readonly panels: readonly ComparePanel[];
}

export function rowOf(
  rows: readonly ComparedRow[],
  broker: string,
  section: Section,
  orderType: OrderType | null,
): ComparedRow | undefined {
  return rows.find(
    (row) => row.broker_slug === broker && row.section === section && (row.orderType ?? null) === orderType,
  );
}

/** The value drawn, sorted by and put into words: of rates what was paid for an average order of a type, and of all types
 * together the rate of paid orders. Null: no report, not filed, or for too few orders. */
export function comparedValue(
  row: ComparedRow | undefined,
  measure: Measure,
  section: Section,
): number | null {
  if (!row) return null;
  return measure === "rate" && row.orderType
    ? orderReading(row).cents
    : measured(row, measure, assetClassOf(section));
}

/** Why that value is doubtful. */
export function comparedMark(row: ComparedRow | undefined, measure: Measure): Mark | null {
  if (!row) return null;
  return measure === "rate" && row.orderType ? (orderReading(row).mark ?? null) : markOf(row, measure);
}

/**
 * A panel per section and order type with a bar per broker. Panels of one unit share an axis: cents per 100 shares in both
 * stock sections, cents per contract in options, dollars everywhere.
 */
export function comparePanels(
  brokers: readonly ComparedBroker[],
  rows: readonly ComparedRow[],
  measure: Measure,
): CompareSection[] {
  const sections = SECTIONS.filter((section) => rows.some((row) => row.section === section));
  const made = sections.map((section) => ({
    section,
    unit: unitWords(measure, assetClassOf(section)),
    panels: ORDER_TYPES.map((orderType) => ({
      orderType,
      id: `compare-${section.replace("_", "-")}-${orderType.replaceAll("_", "-")}`,
      title: `${SECTION_LABELS[section]}, ${ORDER_TYPE_LABELS[orderType].toLowerCase()} orders: ${unitWords(measure, assetClassOf(section))} by broker`,
      bars: brokers.map((broker) =>
        barOf(broker, rowOf(rows, broker.slug, section, orderType), measure, section),
      ),
    })),
  }));
  const onAxis = (section: Section): Bar[] =>
    made
      .filter((one) => unitOnAxis(measure, one.section) === unitOnAxis(measure, section))
      .flatMap((one) => one.panels.flatMap((panel) => panel.bars));
  return made.map((one) => {
    const alongside = onAxis(one.section).map(({ value, text }) => ({ value, text }));
    const domain = domainOf(alongside.map((bar) => bar.value));
    return { ...one, panels: one.panels.map((panel) => ({ ...panel, domain, alongside })) };
  });
}

/** What an axis is of; panels with the same share it. */
export function unitOnAxis(measure: Measure, section: Section): string {
  return unitWords(measure, assetClassOf(section));
}

function barOf(
  broker: ComparedBroker,
  row: ComparedRow | undefined,
  measure: Measure,
  section: Section,
): Bar {
  const value = comparedValue(row, measure, section);
  const mark = value === null ? null : comparedMark(row, measure);
  return {
    key: broker.slug,
    label: broker.name,
    value,
    text:
      measure === "rate"
        ? textOf(broker, row, value, measure, section)
        : withSign(textOf(broker, row, value, measure, section), mark),
    color: broker.color,
    mark,
  };
}

function textOf(
  broker: ComparedBroker,
  row: ComparedRow | undefined,
  value: number | null,
  measure: Measure,
  section: Section,
): string {
  if (!broker.reported) return "no report";
  if (measure === "rate") return row ? readingText(orderReading(row)) : "no such orders listed";
  if (value === null) return measure === "dollars" ? "not filed" : "no rate filed";
  return shortText(unitOfMeasure(measure, assetClassOf(section)), value);
}
