import type { ReactNode } from "react";
import type { Filters } from "@/queries/filters";
import { coverageOf, RATED_SHARE_SHOWN_BELOW } from "@/report/coverage";
import {
  dateInText,
  formatGrowth,
  formatPercent,
  formatRate,
  formatUsd,
  UNKNOWN,
  UNKNOWN_TITLE,
} from "@/report/format";
import { growthHref, Traced, TracedTo, type TraceTarget } from "@/site/traced";
import css from "./figures.module.css";

/** The dash of a figure that is not there, with the reason for pointers and screen readers. */
export function Unknown({ why = UNKNOWN_TITLE }: { why?: string }) {
  return (
    <span className={css.unknown} title={why}>
      <span aria-hidden="true">{UNKNOWN}</span>
      <span className="visually-hidden">{why}</span>
    </span>
  );
}

/** Net dollars, whole; positive: the broker received. `of`: filters under which it is the payment, to trace it by. */
export function Usd({
  value,
  why,
  of,
}: {
  value: number | null | undefined;
  why?: string;
  of?: Partial<Filters>;
}) {
  if (value === null || value === undefined) return <Unknown why={why} />;
  const figure = styled(formatUsd(value), value < 0 ? css.negative : undefined);
  return of ? <Traced of={{ ...of, metric: "payment" }}>{figure}</Traced> : figure;
}

/** Most figures need no element of their own, and tables have hundreds. */
function styled(text: string, className: string | undefined): ReactNode {
  return className ? <span className={className}>{text}</span> : text;
}

/** Cents per 100 shares or per contract, with what the rate does not cover: orders (percent 0–100) and money (0–1).
 * `of`: filters under which it is the rate, to trace it by. */
export function Rate({
  value,
  coverage = null,
  ratedShare = null,
  of,
}: {
  value: number | null | undefined;
  coverage?: number | null;
  ratedShare?: number | null;
  of?: Partial<Filters>;
}) {
  if (value === null || value === undefined) return <Unknown why="no rate filed" />;
  const kind = coverageOf(coverage);
  const notes = [
    kind === "not_enough" ? `not enough filed: ${formatPercent(coverage)} of orders` : "",
    kind === "partial" ? `${formatPercent(coverage)} of orders` : "",
    ratedShare !== null && ratedShare < RATED_SHARE_SHOWN_BELOW
      ? `${formatPercent(100 * ratedShare)} of the money`
      : "",
  ].filter(Boolean);
  const figure = styled(
    formatRate(value),
    kind === "not_enough" ? css.weak : value < 0 ? css.negative : undefined,
  );
  return (
    <>
      {of ? <Traced of={{ ...of, metric: "rate" }}>{figure}</Traced> : figure}
      {notes.length > 0 ? <span className={css.note}>{notes.join(", ")}</span> : null}
    </>
  );
}

/** Percent 0–100. */
export function Percent({
  value,
  decimals,
  trace,
}: {
  value: number | null | undefined;
  decimals?: number;
  /** Address of its trace. */
  trace?: string;
}) {
  if (value === null || value === undefined) return <Unknown />;
  const text = formatPercent(value, decimals);
  return trace ? <TracedTo href={trace}>{text}</TracedTo> : text;
}

/** Change in percent against the quarter before. */
export function Growth({
  value,
  why,
  of,
}: {
  value: number | null | undefined;
  why?: string;
  /** The figure of this quarter whose change it is, to trace it by. */
  of?: TraceTarget;
}) {
  if (value === null || value === undefined) return <Unknown why={why ?? "not comparable"} />;
  return of ? <TracedTo href={growthHref(of)}>{formatGrowth(value)}</TracedTo> : formatGrowth(value);
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
