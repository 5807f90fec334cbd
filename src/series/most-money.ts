/** The rows with the most money, whichever way it went, in the order they came. Net US dollars; null: none known. */
export function withMostMoney<Row extends { readonly payment_usd?: number | null }>(
  rows: readonly Row[],
  most: number,
): Row[] {
  const money = (row: Row) => Math.abs(row.payment_usd ?? 0);
  const chosen = new Set(rows.toSorted((a, b) => money(b) - money(a)).slice(0, most));
  return rows.filter((row) => chosen.has(row));
}
