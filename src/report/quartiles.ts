/** Half of the values are between `low` and `high`, and half below `median`. */
export interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Fewer values have no median worth saying. */
const LEAST = 3;

/** Between two values where it falls between them; null of fewer than three. */
export function quartilesOf(values: readonly number[]): Quartiles | null {
  if (values.length < LEAST) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const part = (share: number) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return low + (high - low) * (place % 1);
  };
  return { low: part(0.25), median: part(0.5), high: part(0.75) };
}
