/**
 * The address a form leads to: empty values left out, values of one name joined by commas. `into`: the name whose value is
 * the last part of the path instead. A fragment of the path is for those who load the page anew: it is left out.
 */
export function tidyAddress(
  path: string,
  entries: Iterable<readonly [name: string, value: string]>,
  into?: string,
): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) {
    if (value !== "") values.set(name, [...(values.get(name) ?? []), value]);
  }
  const last = into === undefined ? undefined : values.get(into)?.join(",");
  if (into !== undefined) values.delete(into);
  const query = new URLSearchParams([...values].map(([name, list]) => [name, list.join(",")]))
    .toString()
    .replaceAll("%2C", ",");
  return `${path.replace(/#.*/, "")}${last === undefined ? "" : `/${last}`}${query === "" ? "" : `?${query}`}`;
}
