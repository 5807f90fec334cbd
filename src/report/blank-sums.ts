/** Σ of two amounts, of which a blank one (null) adds nothing; null: both are blank, not zero. */
export function plus(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b;
}

/** The same of any number; null: all are blank, or there is none. */
export function total(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce(plus, null);
}
