import { escapeMarkup } from "./escape-markup";

/** A page for search engines. */
export interface SitemapEntry {
  /** Absolute address. */
  readonly address: string;
  /** When what it shows last changed, ISO 8601 UTC; null: not known. */
  readonly changed: string | null;
}

/** Most entries sitemaps.org allows in one file. */
const MOST_ENTRIES = 50_000;

/**
 * Pages as sitemaps.org wants them: one file where they fit into one. Else `part` null gives the list of the parts, and 1, 2 …
 * each of them; null where there is no such part. `partAddress`: where a part is had.
 */
export function sitemapXml(
  entries: readonly SitemapEntry[],
  part: number | null,
  partAddress: (part: number) => string,
  most = MOST_ENTRIES,
): string | null {
  const parts = Math.max(1, Math.ceil(entries.length / most));
  if (part !== null && part > parts) return null;
  if (part === null && parts > 1) {
    const files = Array.from({ length: parts }, (_, i) => ({ address: partAddress(i + 1), changed: null }));
    return written("sitemapindex", "sitemap", files);
  }
  const first = ((part ?? 1) - 1) * most;
  return written("urlset", "url", entries.slice(first, first + most));
}

function written(root: string, element: string, entries: readonly SitemapEntry[]): string {
  const lines = entries.map(({ address, changed }) => {
    const lastmod = changed === null ? "" : `<lastmod>${escapeMarkup(changed)}</lastmod>`;
    return `  <${element}><loc>${escapeMarkup(address)}</loc>${lastmod}</${element}>\n`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join("")}</${root}>
`;
}
