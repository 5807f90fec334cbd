import { averageChanges } from "./average-changes";
import { averagesByBroker } from "./averages-by-broker";
import { averagesByQuarter } from "./averages-by-quarter";
import type { Chart } from "./chart";
import { compare } from "./compare";
import { flows } from "./flows";
import { orderMix } from "./order-mix";
import { paymentsByBroker } from "./payments-by-broker";
import { paymentsByQuarter } from "./payments-by-quarter";
import { paymentsByVenue } from "./payments-by-venue";
import { ratesByOrderType } from "./rates-by-order-type";
import { ratesByQuarter } from "./rates-by-quarter";
import { trend } from "./trend";

/** Charts that can be had by themselves: as an image, in another site's page, in a preview of a link. */
export const CHARTS = {
  "payments-by-broker": paymentsByBroker,
  "payments-by-venue": paymentsByVenue,
  "payments-by-quarter": paymentsByQuarter,
  "rates-by-order-type": ratesByOrderType,
  "rates-by-quarter": ratesByQuarter,
  "averages-by-broker": averagesByBroker,
  "averages-by-quarter": averagesByQuarter,
  "average-changes": averageChanges,
  "order-mix": orderMix,
  flows,
  trend,
  compare,
};
export type ChartName = keyof typeof CHARTS;
export const CHART_NAMES = Object.keys(CHARTS) as ChartName[];

/** A chart whose rows only it knows. */
export function chartOf(name: ChartName): Chart<unknown> {
  return CHARTS[name] as Chart<unknown>;
}
