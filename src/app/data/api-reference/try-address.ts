import { tidyAddress } from "@/site/tidy-address";

/** The address a form asks for: values of the path in their places, the others as its query string, empty ones left out. */
export function tryAddress(
  path: string,
  inPath: Readonly<Record<string, string>>,
  entries: Iterable<readonly [name: string, value: string]>,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(inPath[name]?.trim() ?? ""),
  );
  return tidyAddress(filled, entries);
}
