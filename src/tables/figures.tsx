import type { ReactNode } from "react";
import type { Filters } from "@/queries/filters";
import {
  dateInText,
  formatGrowth,
  formatPercent,
  formatRate,
  formatUsd,
  UNKNOWN,
  UNKNOWN_TITLE,
} from "@/report/format";
import type { Mark } from "@/report/mark";
import {
  coverageOf,
  NOTHING_SHOWN_FROM,
  type OrderFigures,
  type OrderReading,
  RATED_SHARE_SHOWN_BELOW,
} from "@/report/order-reading";
import { MarkSign } from "@/site/marks";
import { growthHref, Traced, TracedTo, type TraceTarget } from "@/site/traced";
import css from "./figures.module.css";

/** The dash of a figure that is not there, with the reason for pointers and screen readers: it is the dash's name. */
export function Unknown({ why = UNKNOWN_TITLE }: { why?: string }) {
  return (
    <span className={css.unknown} role="img" title={why}>
      {UNKNOWN}
    </span>
  );
}

/** Net dollars, whole; positive: the broker received. `of`: filters under which it is the payment, to trace it by. */
export function Usd({
  value,
  why,
  of,
  mark,
}: {
  value: number | null | undefined;
  why?: string;
  of?: Partial<Filters>;
  mark?: Mark | null;
}) {
  if (value === null || value === undefined) return <Unknown why={why} />;
  const figure = styled(formatUsd(value), value < 0 ? css.negative : undefined);
  return marked(of ? <Traced of={{ ...of, metric: "payment" }}>{figure}</Traced> : figure, mark);
}

/** A figure and, where it is doubtful, the sign that says so. */
export function marked(figure: ReactNode, mark: Mark | null | undefined): ReactNode {
  return mark ? (
    <>
      {figure}
      <MarkSign mark={mark} />
    </>
  ) : (
    figure
  );
}

/** Most figures need no element of their own, and tables have hundreds. */
function styled(text: string, className: string | undefined): ReactNode {
  return className ? <span className={className}>{text}</span> : text;
}

/** The rate of paid orders, in cents per 100 shares or per contract, with what it does not speak for: orders (where `orders`
 * are given) and money (0–1). `of`: filters under which it is the rate, to trace it by. */
export function Rate({
  value,
  orders = null,
  ratedShare = null,
  of,
  mark,
}: {
  value: number | null | undefined;
  orders?: OrderShares | null;
  ratedShare?: number | null;
  of?: Partial<Filters>;
  mark?: Mark | null;
}) {
  const coverage = orders?.coverage ?? null;
  const nothing = orders?.nothing ?? 0;
  const kind = coverageOf(coverage);
  if (value === null || value === undefined) {
    if (nothing === 0 || kind === "not_enough") return <Unknown why="no rate filed" />;
    return (
      <Noted
        figure={formatRate(0)}
        notes={[`paid nothing for ${formatPercent(nothing)} of orders`]}
        of={of}
        metric="paid_nothing"
      />
    );
  }
  const isThin = kind === "not_enough";
  const notes = [
    isThin ? `not enough filed: ${formatPercent(coverage)} of orders` : "",
    kind === "partial" ? `${formatPercent(coverage)} of orders` : "",
    !isThin && nothing >= NOTHING_SHOWN_FROM ? `of paid orders; nothing for ${formatPercent(nothing)}` : "",
    orders && kind === "unknown" ? "share of orders unknown" : "",
    ratedShare !== null && ratedShare < RATED_SHARE_SHOWN_BELOW
      ? `${formatPercent(100 * ratedShare)} of the money`
      : "",
  ];
  const className = isThin ? css.weak : value < 0 ? css.negative : undefined;
  return (
    <Noted figure={styled(formatRate(value), className)} notes={notes} of={of} metric="rate" mark={mark} />
  );
}

/** How many of the orders a rate speaks for, and how many were paid nothing, 0–100; null: unknown. */
export interface OrderShares {
  readonly coverage: number | null;
  readonly nothing: number | null;
}

export function orderShares(row: Pick<OrderFigures, "order_coverage" | "paid_nothing_pct">): OrderShares {
  return { coverage: row.order_coverage, nothing: row.paid_nothing_pct };
}

/** What was paid for an average order of one type, in cents per 100 shares or per contract, and the rate of those paid for
 * where it is another. `of`: filters under which it is so, to trace it by. */
export function OrderAverage({ reading, of }: { reading: OrderReading | null; of?: Partial<Filters> }) {
  if (reading === null || reading.kind === "not_filed") return <Unknown why="not filed" />;
  const { kind, cents, coverage, nothing, paidRate, isApart, mark } = reading;
  if (cents === null) {
    if (paidRate === null && kind === "unknown")
      return <Unknown why="$0 filed, for an unknown share of the orders" />;
    const why =
      kind === "unknown"
        ? "share of orders unknown"
        : `not enough filed: ${formatPercent(coverage)} of orders`;
    if (paidRate === null) return <Unknown why={why} />;
    return (
      <Noted
        figure={styled(formatRate(paidRate), css.weak)}
        notes={[`of paid orders; ${why}`]}
        of={of}
        metric="rate"
      />
    );
  }
  const notes = [
    kind === "paid_nothing" ? `paid nothing for ${formatPercent(nothing)}` : "",
    coverageOf(coverage) === "partial" ? `${formatPercent(coverage)} of orders` : "",
    kind !== "paid_nothing" && isApart ? `${formatRate(paidRate)} for paid orders` : "",
  ];
  return (
    <Noted
      figure={styled(formatRate(cents), cents < 0 ? css.negative : undefined)}
      notes={notes}
      of={of}
      metric="order_average"
      mark={mark}
    />
  );
}

function Noted({
  figure,
  notes,
  of,
  metric,
  mark,
}: {
  figure: ReactNode;
  notes: readonly string[];
  of?: Partial<Filters>;
  metric: TraceTarget["metric"];
  mark?: Mark | null;
}) {
  const said = notes.filter(Boolean).join(", ");
  return (
    <>
      {marked(of ? <Traced of={{ ...of, metric }}>{figure}</Traced> : figure, mark)}
      {said ? <span className={css.note}>{said}</span> : null}
    </>
  );
}

/** Percent 0–100. */
export function Percent({
  value,
  decimals,
  trace,
  mark,
}: {
  value: number | null | undefined;
  decimals?: number;
  /** Address of its trace. */
  trace?: string;
  mark?: Mark | null;
}) {
  if (value === null || value === undefined) return <Unknown />;
  const text = formatPercent(value, decimals);
  return marked(trace ? <TracedTo href={trace}>{text}</TracedTo> : text, mark);
}

/** Change in percent against the quarter before. */
export function Growth({
  value,
  why,
  of,
  mark,
}: {
  value: number | null | undefined;
  why?: string;
  mark?: Mark | null;
  /** The figure of this quarter whose change it is, to trace it by. */
  of?: TraceTarget;
}) {
  if (value === null || value === undefined) return <Unknown why={why ?? "not comparable"} />;
  return marked(
    of ? <TracedTo href={growthHref(of)}>{formatGrowth(value)}</TracedTo> : formatGrowth(value),
    mark,
  );
}

/** A day, on one line; null is not known, for the reason given. */
export function Day({ at, why = "date not known" }: { at: string | null; why?: string }) {
  if (at === null) return <Unknown why={why} />;
  return (
    <time dateTime={at.slice(0, 10)} className={css.day}>
      {dateInText(at)}
    </time>
  );
}
