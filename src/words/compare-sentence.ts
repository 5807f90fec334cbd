import type { Measure } from "@/queries/view-parameters";
import { formatUsdInText, listInText } from "@/report/format";
import { leftOutSentence, type Mark } from "@/report/mark";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import { assetClassOf, SECTIONS, type Section } from "@/report/sections";
import { domainOf } from "@/series/bars";
import {
  type ComparedBroker,
  type ComparedRow,
  comparedMark,
  comparedValue,
  rowOf,
  unitOnAxis,
} from "@/series/compare-panels";
import { valueInText } from "@/series/measure-words";
import { rankable } from "@/series/payments-ranking";
import { manyOrders, ORDERS_IN } from "./order-words";

interface Difference {
  readonly section: Section;
  readonly orderType: OrderType;
  readonly high: { readonly name: string; readonly value: number };
  readonly low: { readonly name: string; readonly value: number };
  /** The gap as a share of the axis it is drawn on: the widest is the one that catches the eye. */
  readonly share: number;
}

/** In which orders the brokers differ most, on the axis they are drawn on; null when no two have a figure for the same. */
export function largestDifference(
  brokers: readonly ComparedBroker[],
  rows: readonly ComparedRow[],
  measure: Measure,
): Difference | null {
  const cells = SECTIONS.flatMap((section) =>
    ORDER_TYPES.map((orderType) => ({
      section,
      orderType,
      values: brokers.flatMap(({ slug, name }) => {
        const row = rowOf(rows, slug, section, orderType);
        const value = comparedValue(row, measure, section);
        return value === null || comparedMark(row, measure) ? [] : [{ name, value }];
      }),
    })),
  );
  let widest: Difference | null = null;
  for (const { section, orderType, values } of cells) {
    const [low, ...others] = [...values].sort((a, b) => a.value - b.value);
    const high = others.at(-1);
    if (!low || !high) continue;
    const [from, to] = domainOf(
      cells
        .filter((cell) => unitOnAxis(measure, cell.section) === unitOnAxis(measure, section))
        .flatMap((cell) => cell.values.map((one) => one.value)),
    );
    const share = (high.value - low.value) / (to - from);
    if (widest === null || share > widest.share) widest = { section, orderType, high, low, share };
  }
  return widest;
}

/** What differs most, in words; else why nothing can be said. */
export function compareSentence(
  quarter: string,
  brokers: readonly ComparedBroker[],
  rows: readonly ComparedRow[],
  measure: Measure,
): string {
  const reported = brokers.filter((broker) => broker.reported);
  const [only] = reported;
  const none = noReportSentence(
    quarter,
    brokers.filter((broker) => !broker.reported).map((broker) => broker.name),
  );
  if (!only) return none;
  const left = reported.flatMap(({ slug, name }) => {
    return SECTIONS.flatMap((section) => {
      const own = rows.filter((row) => row.broker_slug === slug && row.section === section);
      const mark = own.map((row) => comparedMark(row, measure)).find((one) => one);
      return mark ? [{ name: `${name} in ${ORDERS_IN[section]}`, mark }] : [];
    });
  });
  const say = (sentence: string) => [sentence, leftOutSentence(left), none].filter(Boolean).join(" ");
  if (reported.length === 1)
    return say(`Only ${only.name} has a report for ${quarter} here, so there is nothing to compare.`);
  const widest = largestDifference(brokers, rows, measure);
  if (!widest) {
    return say(
      measure === "dollars"
        ? `No two of them filed a payment for the same orders in ${quarter}.`
        : `No two of them filed enough for the same orders in ${quarter} to compare their ${measure === "rate" ? "rates" : "volumes"}.`,
    );
  }
  const { section, orderType, high, low } = widest;
  const where = `${manyOrders(orderType)} in ${ORDERS_IN[section]}`;
  if (high.value === low.value) return say(`In ${quarter} they do not differ: not even in ${where}.`);
  const asset = assetClassOf(section);
  const value = (amount: number) =>
    amount === 0 && measure !== "volume" ? "nothing" : valueInText(measure, asset, Math.abs(amount));
  const verb = (amount: number) => (measure === "volume" ? "had" : amount < 0 ? "paid" : "was paid");
  const implied = measure === "volume" ? " of implied volume" : "";
  if (verb(high.value) === verb(low.value) && value(high.value) === value(low.value)) {
    return say(
      `In ${quarter} they hardly differ: even where they do most, in ${where}, each ${verb(high.value)} ${value(high.value)}${implied}.`,
    );
  }
  return say(
    `In ${quarter} they differ most in ${where}: ${high.name} ${verb(high.value)} ${value(high.value)}${implied}, ${low.name} ${verb(low.value)} ${value(low.value)}.`,
  );
}

/** Brokers that have no report for a quarter: missing, not zero. */
export function noReportSentence(quarter: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const verb = names.length === 1 ? "has" : "have";
  return `${listInText(names)} ${verb} no report for ${quarter} here.`;
}

/** What each was paid in all: `In 2022 Q1 Robinhood was paid $162 million and Interactive Brokers $5.10 million.` */
export function paymentsSentence(
  quarter: string,
  payments: readonly {
    readonly name: string;
    readonly paymentUsd: number | null;
    readonly mark?: Mark | null;
    /** Exchanges alone paid and were paid. */
    readonly fromExchanges?: boolean;
  }[],
): string {
  const { ranked: known, leftOut } = rankable(
    payments.filter((one) => one.paymentUsd !== null).map((one) => ({ ...one, key: one.name })),
  );
  if (known.length === 0) return leftOut.trim();
  const paid = known.map(({ name, paymentUsd, fromExchanges = false }) => {
    const usd = paymentUsd ?? 0;
    if (usd < 0) {
      const fees = fromExchanges ? " (exchange fees less rebates)" : "";
      return `${name} paid ${formatUsdInText(-usd)} more than it was paid${fees}`;
    }
    const rebates = fromExchanges && usd > 0 ? " (all of it exchange rebates)" : "";
    return `${name} was paid ${formatUsdInText(usd)}${rebates}`;
  });
  return `In ${quarter}, ${listInText(paid)}.${leftOut}`;
}
