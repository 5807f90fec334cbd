import { storedBroker } from "@/queries/broker-names";
import { markedRates } from "@/queries/marked-rates";
import { type QuarterMedian, quarterMedians } from "@/queries/quarter-medians";
import type { RateRow } from "@/queries/rates";
import { AppError } from "@/report/errors";
import { type FilingEvent, filingEvents } from "@/report/filing-events";
import { formatRateInText, quarterLabel } from "@/report/format";
import { orderReading } from "@/report/order-reading";
import { parseQuarter } from "@/report/quarter";
import type { ChartPart } from "@/series/chart-part";
import { quarterLines } from "@/series/quarter-lines";
import { traceHref } from "@/site/traced";
import { oneOrder, rateUnitOf } from "@/words/order-words";
import { ordersOf } from "./averages-by-broker";
import { type Chart, capitalized } from "./chart";

interface Rows {
  /** One broker's, by quarter. */
  readonly own: readonly RateRow[];
  readonly medians: readonly QuarterMedian[];
  /** What its filings say of steps in it, the oldest first. */
  readonly events: readonly FilingEvent[];
}

/** What one broker was paid for an average order of one kind, quarter by quarter, and the median broker. */
export const averagesByQuarter: Chart<Rows, Extract<ChartPart, { kind: "periods" }>> = {
  title: () => "Average for an order, by quarter",
  by: () => ["quarter"],
  figures: ({ broker, from, to, ...filters }) => ({
    ...ordersOf({ ...filters, from, to, broker }),
    broker,
    from,
    to,
  }),
  read(filters) {
    if (filters.broker.length !== 1) {
      const message = `"averages-by-quarter" is of one broker; allowed: one "broker".`;
      throw new AppError("invalid_input", message);
    }
    const { broker, from, to, asOf, ...orders } = ordersOf(filters);
    const [section = "sp500"] = orders.section;
    const [orderType = "market"] = orders.orderType;
    const scope = { ...orders, broker: filters.broker, from: filters.from, to: filters.to, asOf };
    return {
      own: markedRates(scope, ["quarter"]).map((row) => ({ ...row, section, orderType })),
      medians: quarterMedians(section, orderType, asOf),
      events: filingEvents(storedBroker(filters.broker[0] ?? "")?.slug ?? "", section),
    };
  },
  show({ own, medians, events }, { broker, scope }) {
    const [first] = own;
    const { section = "sp500", orderType = "market" } = first ?? {};
    const read = own.map((row) => {
      const { cents, mark } = orderReading(row);
      return { quarter: row.quarter ?? "", value: cents, mark };
    });
    const quarters = read.map(({ quarter }) => quarter);
    const shown = events.filter(({ quarter }) => quarters.includes(quarter));
    const points = read.map((point) => {
      const event = shown.findIndex(({ quarter }) => quarter === point.quarter);
      return { ...point, number: event === -1 ? null : event + 1 };
    });
    const [from = "", to = ""] = [quarters[0], quarters.at(-1)];
    const name = broker ?? "The broker";
    const chart = quarterLines(
      [
        {
          key: "median",
          label: "Median",
          color: "rest",
          points: medians.flatMap(({ quarter, cents }) =>
            quarter >= from && quarter <= to ? [{ quarter, value: cents }] : [],
          ),
        },
        { key: "own", label: name, color: "payment", points },
      ],
      {
        id: "averages-by-quarter",
        title: `${name}: average for ${oneOrder(orderType, section)} by quarter, ${rateUnitOf(section)}`,
        unit: "cents",
        span: quarters,
      },
    );
    const said = points.filter(({ value, mark }) => value !== null && !mark);
    return {
      says: broker === null ? null : changeSentence(broker, said),
      parts: points.every(({ value }) => value === null)
        ? []
        : [
            {
              heading: null,
              unit: `${capitalized(rateUnitOf(section))}, average for ${oneOrder(orderType, section)}`,
              legend: chart.labelled
                ? []
                : chart.lines.map(({ key, label, color }) => ({ key, label, color })),
              kind: "periods",
              chart,
              traceOf: (line, quarter) =>
                line === "own"
                  ? traceHref({
                      ...scope,
                      section: [section],
                      orderType: [orderType],
                      from: parseQuarter(quarter),
                      to: parseQuarter(quarter),
                      metric: "order_average",
                    })
                  : null,
            },
          ],
      notes: [
        ...shown.map(
          ({ quarter, says, source }, i) => `${i + 1} · ${quarterLabel(quarter)}: ${says} Source: ${source}.`,
        ),
        "The line breaks where too little was filed. Median: the broker in the middle of all that filed enough for the quarter, drawn where there are three; they are not the same brokers in each.",
      ],
    };
  },
};

/** `Schwab was paid 8.9 cents in 2020 Q1 and 10.0 in 2022 Q4.` */
function changeSentence(
  broker: string,
  said: readonly { readonly quarter: string; readonly value: number | null }[],
): string | null {
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last || first === last) return null;
  const cents = (value: number | null) => formatRateInText(value);
  const same = cents(first.value) === cents(last.value);
  return same
    ? `For an average order ${broker} was paid ${cents(last.value)} cents in ${quarterLabel(last.quarter)}, as in ${quarterLabel(first.quarter)}.`
    : `For an average order ${broker} was paid ${cents(first.value)} cents in ${quarterLabel(first.quarter)} and ${cents(last.value)} cents in ${quarterLabel(last.quarter)}.`;
}
