/** Characters of an answer: an assistant has to read all of it. */
const MOST_CHARACTERS = 60_000;

const MORE = "narrow the filters, or ask with a larger limit";

/** Rows of an answer, as many as fit, and a word when some were left out. */
export function cutRows<Row>(
  rows: readonly Row[],
  limit: number,
  more = MORE,
): { readonly rows: readonly Row[]; readonly rows_in_all: number; readonly cut?: string } {
  const shown: Row[] = [];
  let characters = 0;
  for (const row of rows.slice(0, limit)) {
    characters += JSON.stringify(row).length;
    if (characters > MOST_CHARACTERS) break;
    shown.push(row);
  }
  return {
    rows: shown,
    rows_in_all: rows.length,
    ...(shown.length < rows.length && {
      cut: `Only the first ${shown.length} of ${rows.length} rows are here; ${more}.`,
    }),
  };
}

/** The same of rows read up to one more than the limit: how many there are in all is not known. */
export function cutRead<Row>(read: readonly Row[], limit: number, more?: string) {
  const { rows, cut } = cutRows(read, limit, more);
  if (cut === undefined) return { rows };
  return { rows, cut: `Only the first ${rows.length} rows are here; ${more ?? MORE}.` };
}
