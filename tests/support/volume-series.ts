import type { VenueVolume, VolumeSeries } from "@/report/venue-volume";

/** The volumes of reports by broker, section and venue, as the store gives them. */
export function seriesOf(volumes: readonly VenueVolume[]): VolumeSeries[] {
  const series = new Map<string, VenueVolume[]>();
  for (const one of volumes) {
    const key = `${one.broker} ${one.section} ${one.venue}`;
    series.set(key, [...(series.get(key) ?? []), one]);
  }
  return [...series.values()];
}
