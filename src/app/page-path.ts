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
