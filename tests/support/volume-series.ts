import { plus } from "@/report/blank-sums";
import { FIGURE_INDEX, ORDER_PCT } from "@/report/figures";
import { ORDER_TYPES } from "@/report/order-types";
import { impliedShares } from "@/report/rate";
import type { MonthVolume, VenueVolume, VolumeSeries } from "@/report/venue-volume";

export const NO_VOLUME: MonthVolume = { ratedUsd: null, impliedShares: null, orderPct: null };

/** A month with one more filed row in it. `figures`: in the order of `VENUE_FIGURES`. */
export function withRow(month: MonthVolume, figures: readonly (number | null)[]): MonthVolume {
  let { ratedUsd, impliedShares: shares } = month;
  for (const type of ORDER_TYPES) {
    const { usd, cph } = FIGURE_INDEX[type];
    const dollars = figures[usd] ?? null;
    const implied = impliedShares({ usd: dollars, cph: figures[cph] ?? null });
    if (implied === null) continue;
    ratedUsd = plus(ratedUsd, dollars);
    shares = plus(shares, implied);
  }
  return { ratedUsd, impliedShares: shares, orderPct: plus(month.orderPct, figures[ORDER_PCT] ?? null) };
}

/** The volumes of reports by broker, section and venue, as the store gives them. */
export function seriesOf(volumes: readonly VenueVolume[]): VolumeSeries[] {
  const series = new Map<string, VenueVolume[]>();
  for (const one of volumes) {
    const key = `${one.broker} ${one.section} ${one.venue}`;
    series.set(key, [...(series.get(key) ?? []), one]);
  }
  return [...series.values()];
}
