/** A path with a query string: empty values left out, commas of lists as they are. For links that keep the rest of a page's state. */
export function pagePath(
  path: string,
  values: Readonly<Record<string, string | readonly string[] | null | undefined>>,
): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const text = typeof value === "string" ? value : (value?.join(",") ?? "");
    if (text !== "") written.set(name, text);
  }
  const query = written.toString().replaceAll("%2C", ",");
  return query === "" ? path : `${path}?${query}`;
}

/**
 * The address without the parameters a form sent empty, where it has any: what readers copy should say only what they
 * chose. Null when there is nothing to leave out.
 */
export function tidyPath(
  path: string,
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
): string | null {
  if (!Object.values(given).includes("")) return null;
  return pagePath(path, given);
}
